import type { FastifySwaggerUiOptions } from '@fastify/swagger-ui'

const name = 'Order settlement'

// The page runs its own scripts and calls only this service.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="40">
<text y="28" font-family="sans-serif" font-size="24" font-weight="bold" fill="#fff">${name}</text>
</svg>`

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#1b1b1b"/>
<text x="16" y="22" font-family="sans-serif" font-size="16" font-weight="bold" fill="#fff" text-anchor="middle">OS</text>
</svg>`

// There is one document, so nothing to choose.
const hiddenChoice = '.swagger-ui .topbar .download-url-wrapper { display: none }'

/** Swagger UI under the product's own name, on the document at `/openapi.json`. */
export const docsPage: FastifySwaggerUiOptions = {
  routePrefix: '/docs',
  // `urls` wins over the copy of the document that the plugin serves below /docs.
  uiConfig: { displayRequestDuration: true, urls: [{ url: '/openapi.json', name }] },
  logo: { type: 'image/svg+xml', content: logo },
  theme: {
    title: name,
    favicon: [
      { filename: 'icon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: icon },
    ],
    css: [{ filename: 'docs.css', content: hiddenChoice }],
  },
  staticCSP: policy,
}
