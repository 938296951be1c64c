import { countShed, startBuyers } from './buyers.ts'

// For the scripts of the compose lab: orders until SIGTERM, then prints what it got. Exit code 1 if an order failed.
const [url = '', productId = '', buyers = '', pauseMs = ''] = process.argv.slice(2)
const stop = startBuyers(url, Number(productId), Number(buyers), Number(pauseMs))
process.once('SIGTERM', async () => {
  const answers = await stop()
  const failed = answers.filter(({ status }) => status !== 201)
  process.stdout.write(
    `${answers.length} orders, ${failed.length} failed, ${countShed(answers)} sent again after OVERLOADED\n`,
  )
  for (const { status } of failed.slice(0, 10)) process.stdout.write(`  ${status}\n`)
  process.exitCode = failed.length === 0 && answers.length > 0 ? 0 : 1
})
