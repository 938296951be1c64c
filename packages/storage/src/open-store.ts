import type { sharedVariables } from '@order-settlement/shared/process/config.ts'
import type { Static, TObject } from 'typebox'
import type { BucketStore } from './bucket-store.ts'
import { createFolderStore, type FolderStore, makeSettlementDir } from './folder-store.ts'

export type AnyStore = FolderStore | BucketStore

type Settings = Static<
  TObject<
    Pick<
      typeof sharedVariables,
      | 'SETTLEMENT_DIR'
      | 'SETTLEMENT_STORE'
      | 'SETTLEMENT_STORE_PATH_STYLE'
      | 'AWS_REGION'
      | 'AWS_ENDPOINT_URL_S3'
    >
  >
>

/**
 * Opens the bucket of SETTLEMENT_STORE, or without it the folder SETTLEMENT_DIR, which it creates.
 *
 * @throws ConfigError, one line without credentials, if the bucket cannot be listed or the folder not be made
 */
export async function openStore(settings: Settings): Promise<AnyStore> {
  if (settings.SETTLEMENT_STORE === undefined) {
    await makeSettlementDir(settings.SETTLEMENT_DIR)
    return createFolderStore(settings.SETTLEMENT_DIR)
  }
  // Loading the SDK takes time and memory that a folder does not need.
  const { openBucketStore } = await import('./bucket-store.ts')
  return await openBucketStore({
    url: settings.SETTLEMENT_STORE,
    pathStyle: settings.SETTLEMENT_STORE_PATH_STYLE === 'true',
    region: settings.AWS_REGION,
    endpoint: settings.AWS_ENDPOINT_URL_S3,
  })
}
