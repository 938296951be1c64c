const storeUrl = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[A-Za-z0-9!_.*'()-]+)*)\/?$/

/** Whether it is `s3://bucket` or `s3://bucket/prefix`. */
export function isStoreUrl(url: string): boolean {
  return storeUrl.test(url)
}

/**
 * @param url one that `isStoreUrl` accepts
 * @returns the bucket, and the prefix of every key: empty, or it ends with a slash
 */
export function parseStoreUrl(url: string): { name: string; prefix: string } {
  const [, name = '', path = ''] = storeUrl.exec(url) ?? []
  return { name, prefix: path === '' ? '' : `${path.slice(1)}/` }
}
