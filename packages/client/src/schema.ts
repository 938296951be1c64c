/** Generated from the OpenAPI document by `npm run generate:client`. Do not edit it by hand. */

export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check whether the service is ready */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check whether the process takes requests, for load balancers */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check whether the process is up */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the metrics of this process, for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every problem that the API can return */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explain a problem: what it means and what to do */
        get: operations["getProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a merchant */
        get: operations["getMerchant"];
        /**
         * Create a merchant, or replace its terms
         * @description A property that is left out gets its default. New terms hold from the next order on; what was sold keeps its fee.
         */
        put: operations["putMerchant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List merchants by id */
        get: operations["listMerchants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List products, newest first */
        get: operations["listProducts"];
        put?: never;
        /** Create a product */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a product */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or archive a product
         * @description Holds for every order that is placed later; orders keep the price they were placed at. Stock is changed by POST /products/{id}/stock.
         */
        patch: operations["changeProduct"];
        trace?: never;
    };
    "/products/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add units to a stock, or take some away
         * @description For supplies and corrections; orders take and return their units themselves.
         */
        post: operations["supplyProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/stock-movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the supplies and corrections of a product, newest first */
        get: operations["listStockMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List orders, newest first
         * @description Those of months that are archived and no longer in the database are left out; times of such a month are refused.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Order units of a product
         * @description First come, first served. With a 201 the units are reserved.
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an order */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a held order
         * @description Sells the units at the price of the hold. A hold that has run out is confirmed if its units are still there. Again, the answer is the same, unless it has another payment reference: the first one stays.
         */
        post: operations["confirmOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order
         * @description A hold gives its units back. A confirmed order is refunded what is left, which needs orders:refund too if it is money.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the refunds of an order, newest first */
        get: operations["listRefunds"];
        put?: never;
        /**
         * Refund an order in part or whole
         * @description Units that return are sold again at once; with amount_cents 0 they return without money, also when all of it is refunded. To cancel refunds all that is left, so a cancelled order is refused as not confirmed.
         */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transactions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import transactions from a file
         * @description The columns are external_id, merchant_id, amount_cents, fee_cents, paid_at, and if need be kind (SALE),
         *     status (PAID), order_id and relates_to, in any order. Unknown columns are refused by name. With another format they are
         *     those of a card provider's report, which is read as it is: its other columns are left out, amounts become the smallest
         *     unit of the currency, and what only moves money, such as a payout, is counted as ignored.
         *
         *     All or nothing: one bad line refuses the file, unless on_error=skip. The same external_id of a merchant again changes
         *     nothing if the content is the same. With an Idempotency-Key the same file is imported once: a second request must send
         *     the same bytes and parameters. A connection that breaks leaves nothing.
         */
        post: operations["importTransactions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List imports, newest first */
        get: operations["listImports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an import */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was wrong with the lines of an import
         * @description The first 1,000 problems, by line.
         */
        get: operations["listImportRejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a product sold, by hour or day
         * @description Sums of its orders that were sold, by when they were placed: a hold counts once it is confirmed. Orders that the caller may not list are left out.
         */
        get: operations["getProductSales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List transactions in the order in which they were paid
         * @description With merchant_id and date, the transactions behind a settled day, as they are now. Transactions that are not paid come last. Those of months that are archived and no longer in the database are left out; a day of such a month is refused.
         */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle a range of days
         * @description Returns at once; workers settle in the background.
         */
        post: operations["startSettlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List settlements, by merchant and date */
        get: operations["listSettlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a completed job changed, or how it differs from another one
         * @description Of a dry run, what it would have changed of what was settled then.
         */
        get: operations["getJobDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/periods/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close all days through one
         * @description Settlements and imports of closed days are refused. Days that are not settled as they are refuse it, unless force is true.
         */
        post: operations["closePeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/periods/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reopen the days after one, with a reason */
        post: operations["reopenPeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what is closed, and who closed and reopened it */
        get: operations["listPeriods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List archived months, the latest first, with their files and sums
         * @description The files are where the operator has them; the service does not serve them.
         */
        get: operations["listArchives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settlements/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the state of days: settled, open, changed since, closed
         * @description For a calendar. Its cost is that of what has changed since the days were settled, not of their transactions.
         */
        get: operations["listSettlementDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settlements/{merchant_id}/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain a merchant's settled day
         * @description Its sums, the job that settled it, its first transactions, and what has changed since. The day is in the zone of the job.
         */
        get: operations["explainSettlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settlements/{merchant_id}/{date}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the transactions that have changed since a day was settled, by id */
        get: operations["listSettlementChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was settled for a merchant, by day, week or month
         * @description With totals, the period before and the difference, of one currency. It has what was settled, and no transactions that are not settled yet. A day is settled if a completed job that was no dry run covers it, also if the merchant had no transactions on it.
         */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs, newest first
         * @description A job settles all merchants. A key that is bound to one of them sees its state and its days. What tells of the others is left out: processed and total are 0; rows_per_second, error, proof and created_by are null.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a job and its progress
         * @description A job settles all merchants. A key that is bound to one of them sees its state and its days. What tells of the others is left out: processed and total are 0; rows_per_second, error, proof and created_by are null.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow a job (Server-Sent Events) */
        get: operations["followJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry a failed or cancelled job */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description A cancelled job publishes nothing. While a job is being published, the response is 409 JOB_PUBLISHING.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/download-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a URL of the CSV file that works without a key until it expires
         * @description Made with a key that is bound to one merchant, it gives the lines of that merchant.
         */
        post: operations["createDownloadUrl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/downloads/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the CSV file of a completed job
         * @description A line for each merchant and day, by merchant and date. refund_cents is what refunds took, as a positive number; gross_cents has it subtracted already. A key that is bound to one merchant gets its lines only. Files of jobs that completed before the service counted refunds end with unique_run_id. If the service keeps its files in an object storage, it redirects to the file there, but sends what it makes of the file by itself.
         */
        get: operations["downloadSettlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is going on: orders a second, sales of today, waiting jobs */
        get: operations["getActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the caller may do
         * @description For pages that show only that. Without a valid key `scopes` is empty.
         */
        get: operations["getAccess"];
        put?: never;
        /**
         * Exchange an API key for a session cookie
         * @description For the console. The cookie lasts an hour, survives a restart, and is refused as soon as its key is removed. It counts only in requests from pages of this service; everything else sends the key itself. Without API keys there is no cookie, and any key is accepted.
         */
        post: operations["signIn"];
        /** Remove the session cookie */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where everything is
         * @description A browser is redirected to the console.
         */
        get: operations["getIndex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /** @description Path of a page about this kind of problem */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description Path of the request; /requests/{id} for a 5xx */
            instance: string;
            /** @description Stable identifier for programs */
            code: string;
        };
        /**
         * @example {
         *       "status": "ok",
         *       "database": "ok",
         *       "queue": "ok"
         *     }
         */
        Health: {
            /** @enum {unknown} */
            status: "ok" | "unavailable";
            /** @enum {unknown} */
            database: "ok" | "unavailable";
            /** @enum {unknown} */
            queue: "ok" | "unavailable";
        };
        Draining: {
            /** @enum {string} */
            status: "draining";
        };
        /**
         * @example {
         *       "type": "/problems/out-of-stock",
         *       "title": "Out of stock",
         *       "status": 409,
         *       "code": "OUT_OF_STOCK",
         *       "meaning": "The product has fewer units left than the order asks for",
         *       "remedy": "Order at most the available units, or wait for new stock"
         *     }
         */
        ProblemKind: {
            /** @description The type of every problem of this kind */
            type: string;
            title: string;
            status: number;
            code: string;
            /** @description What happened */
            meaning: string;
            /** @description What to do */
            remedy: string;
        };
        /**
         * @example {
         *       "problems": [
         *         {
         *           "type": "/problems/out-of-stock",
         *           "title": "Out of stock",
         *           "status": 409,
         *           "code": "OUT_OF_STOCK",
         *           "meaning": "The product has fewer units left than the order asks for",
         *           "remedy": "Order at most the available units, or wait for new stock"
         *         }
         *       ]
         *     }
         */
        ProblemKindList: {
            problems: components["schemas"]["ProblemKind"][];
        };
        /**
         * @example {
         *       "name": "Blue Note Records",
         *       "currency": "USD",
         *       "fee_basis_points": 290,
         *       "fee_fixed_cents": 30,
         *       "refunds_return_fee": false
         *     }
         */
        MerchantTerms: {
            name: string;
            /**
             * Format: currency
             * @description ISO 4217; fixed once the merchant has a transaction. Default: CURRENCY
             */
            currency?: string;
            /** @description Part of each sale, in hundredths of a percent. Default 0 */
            fee_basis_points?: number;
            /** @description Added to the fee of each sale. Default 0 */
            fee_fixed_cents?: number;
            /** @description Whether a refund returns its part of the fee. Default false */
            refunds_return_fee?: boolean;
        };
        /**
         * @example {
         *       "id": "merchant_0001",
         *       "name": "Blue Note Records",
         *       "currency": "USD",
         *       "fee_basis_points": 290,
         *       "fee_fixed_cents": 30,
         *       "refunds_return_fee": false,
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "updated_at": "2026-11-22T12:00:00.000Z"
         *     }
         */
        Merchant: {
            id: string;
            name: string;
            /** @description ISO 4217; fixed once the merchant has a transaction */
            currency: string;
            fee_basis_points: number;
            fee_fixed_cents: number;
            refunds_return_fee: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "merchants": [
         *         {
         *           "id": "merchant_0001",
         *           "name": "Blue Note Records",
         *           "currency": "USD",
         *           "fee_basis_points": 290,
         *           "fee_fixed_cents": 30,
         *           "refunds_return_fee": false,
         *           "created_at": "2026-11-22T12:00:00.000Z",
         *           "updated_at": "2026-11-22T12:00:00.000Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        MerchantPage: {
            merchants: components["schemas"]["Merchant"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "name": "Limited Edition",
         *       "merchant_id": "merchant_0001",
         *       "price_cents": 9900,
         *       "stock": 100,
         *       "max_per_buyer": 2
         *     }
         */
        ProductRequest: {
            name: string;
            merchant_id: string;
            price_cents: number;
            /** @description Units to begin with; default 0 */
            stock?: number;
            /** @description Units that one buyer may have at a time; without it there is no limit. Orders of months that are no longer in the database do not count. */
            max_per_buyer?: number;
            /**
             * Format: date-time
             * @description Orders are refused before
             */
            sale_starts_at?: string;
            /**
             * Format: date-time
             * @description Orders are refused from then on
             */
            sale_ends_at?: string;
        };
        /**
         * @description null removes a limit or a bound of the sale
         * @example {
         *       "price_cents": 8900,
         *       "max_per_buyer": null
         *     }
         */
        ProductChange: {
            name?: string;
            price_cents?: number;
            max_per_buyer?: number | null;
            sale_starts_at?: string | null;
            sale_ends_at?: string | null;
            /** @description An archived product cannot be ordered; its orders stay */
            archived?: boolean;
        };
        /**
         * @example {
         *       "id": 1,
         *       "name": "Limited Edition",
         *       "merchant_id": "merchant_0001",
         *       "currency": "USD",
         *       "price_cents": 9900,
         *       "stock": 100,
         *       "held": 0,
         *       "sold": 0,
         *       "max_per_buyer": 2,
         *       "sale_starts_at": "2026-11-27T12:00:00.000Z",
         *       "sale_ends_at": null,
         *       "status": "ACTIVE",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "updated_at": "2026-11-22T12:00:00.000Z"
         *     }
         */
        Product: {
            id: number;
            name: string;
            merchant_id: string;
            /** @description The merchant's, ISO 4217; CURRENCY for one that nobody described */
            currency: string;
            /** @description A number, or a string of digits if a number would lose precision */
            price_cents: number | string;
            /** @description Units that can be ordered now */
            stock: number | string;
            /** @description Units of orders that are not paid yet */
            held: number | string;
            /** @description Units of confirmed orders, less returned ones */
            sold: number | string;
            max_per_buyer: number | null;
            sale_starts_at: string | null;
            sale_ends_at: string | null;
            /** @enum {unknown} */
            status: "ACTIVE" | "ARCHIVED";
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Last change of the product itself; orders and stock do not count
             */
            updated_at: string;
        };
        /**
         * @example {
         *       "products": [
         *         {
         *           "id": 1,
         *           "name": "Limited Edition",
         *           "merchant_id": "merchant_0001",
         *           "currency": "USD",
         *           "price_cents": 9900,
         *           "stock": 100,
         *           "held": 0,
         *           "sold": 0,
         *           "max_per_buyer": 2,
         *           "sale_starts_at": "2026-11-27T12:00:00.000Z",
         *           "sale_ends_at": null,
         *           "status": "ACTIVE",
         *           "created_at": "2026-11-22T12:00:00.000Z",
         *           "updated_at": "2026-11-22T12:00:00.000Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        ProductPage: {
            products: components["schemas"]["Product"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "delta": 50,
         *       "reason": "second batch"
         *     }
         */
        StockRequest: {
            /** @description Units to add, or to take away if negative; not 0 */
            delta: number;
            reason: string;
        };
        /**
         * @example {
         *       "id": 2,
         *       "product_id": 1,
         *       "delta": 50,
         *       "reason": "second batch",
         *       "created_by": "shop",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     }
         */
        StockMovement: {
            id: number;
            product_id: number;
            /** @description A number, or a string of digits if a number would lose precision */
            delta: number | string;
            /** @description "by hand" for a change by SQL */
            reason: string;
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "movements": [
         *         {
         *           "id": 2,
         *           "product_id": 1,
         *           "delta": 50,
         *           "reason": "second batch",
         *           "created_by": "shop",
         *           "created_at": "2026-11-22T12:00:00.000Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        MovementPage: {
            movements: components["schemas"]["StockMovement"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "product_id": 1,
         *       "quantity": 1,
         *       "buyer_id": "user-123"
         *     }
         */
        OrderRequest: {
            product_id: number;
            quantity: number;
            buyer_id: string;
            /** @description Holds the units for so long instead of selling them, until they are confirmed */
            hold_seconds?: number;
            payment_reference?: string;
        };
        /**
         * @example {
         *       "id": "0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1",
         *       "product_id": 1,
         *       "quantity": 1,
         *       "buyer_id": "user-123",
         *       "status": "CONFIRMED",
         *       "unit_price_cents": 9900,
         *       "total_cents": 9900,
         *       "currency": "USD",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "expires_at": null,
         *       "confirmed_at": "2026-11-22T12:00:00.000Z",
         *       "cancelled_at": null,
         *       "refunded_cents": 0,
         *       "returned_units": 0,
         *       "payment_reference": null
         *     }
         */
        Order: {
            /** Format: uuid */
            id: string;
            product_id: number;
            quantity: number;
            buyer_id: string;
            /** @enum {unknown} */
            status: "HELD" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
            unit_price_cents: number;
            total_cents: number;
            /** @description ISO 4217 */
            currency: string;
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            confirmed_at: string | null;
            cancelled_at: string | null;
            refunded_cents: number;
            returned_units: number;
            payment_reference: string | null;
        };
        /**
         * @example {
         *       "orders": [
         *         {
         *           "id": "0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1",
         *           "product_id": 1,
         *           "quantity": 1,
         *           "buyer_id": "user-123",
         *           "status": "CONFIRMED",
         *           "unit_price_cents": 9900,
         *           "total_cents": 9900,
         *           "currency": "USD",
         *           "created_at": "2026-11-22T12:00:00.000Z",
         *           "expires_at": null,
         *           "confirmed_at": "2026-11-22T12:00:00.000Z",
         *           "cancelled_at": null,
         *           "refunded_cents": 0,
         *           "returned_units": 0,
         *           "payment_reference": null
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        OrderPage: {
            orders: components["schemas"]["Order"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "payment_reference": "pay_1"
         *     }
         */
        ConfirmRequest: {
            payment_reference?: string;
        };
        /**
         * @example {
         *       "reason": "changed my mind"
         *     }
         */
        CancelRequest: {
            reason?: string;
        };
        /**
         * @example {
         *       "amount_cents": 4950,
         *       "return_units": 1,
         *       "reason": "damaged"
         *     }
         */
        RefundRequest: {
            /** @description 0 only for units that return without money */
            amount_cents: number;
            /** @description Units to sell again; default 0 */
            return_units?: number;
            reason?: string;
        };
        /**
         * @example {
         *       "id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "order_id": "0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1",
         *       "amount_cents": 4950,
         *       "fee_cents": -143,
         *       "return_units": 1,
         *       "created_at": "2026-11-23T09:00:00.000Z"
         *     }
         */
        Refund: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            order_id: string;
            amount_cents: number;
            /** @description What the merchant gets back of its fee: 0 or negative */
            fee_cents: number | string;
            return_units: number;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "refunds": [
         *         {
         *           "id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *           "order_id": "0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1",
         *           "amount_cents": 4950,
         *           "fee_cents": -143,
         *           "return_units": 1,
         *           "created_at": "2026-11-23T09:00:00.000Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        RefundPage: {
            refunds: components["schemas"]["Refund"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "import_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "received": 3,
         *       "inserted": 2,
         *       "updated": 0,
         *       "unchanged": 1,
         *       "ignored": 0,
         *       "rejected_count": 0,
         *       "unknown_merchants": [],
         *       "unknown_merchant_count": 0,
         *       "rejected": []
         *     }
         */
        ImportResult: {
            import_id: string | null;
            /** @description Transactions in the file; a line that cannot be read counts as one */
            received: number;
            inserted: number;
            updated: number;
            /** @description Those that were stored with the same content, or are repeated in the file */
            unchanged: number;
            /** @description Lines of a provider's report that are no transaction, such as payouts; not within received */
            ignored: number;
            /** @description Those of them that were refused */
            rejected_count: number;
            /** @description The first 100 merchants that nobody described, by id */
            unknown_merchants: string[];
            unknown_merchant_count: number;
            /** @description The first 1,000 problems, by line */
            rejected: {
                /** @description Counts from 1, with the header; of a record of several lines the first */
                line: number;
                /** @description The column; empty for the line as such */
                field: string;
                message: string;
            }[];
        };
        /**
         * @example {
         *       "id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "status": "COMPLETED",
         *       "format": "standard",
         *       "content_type": "csv",
         *       "file_name": "january.csv",
         *       "on_error": "reject",
         *       "on_conflict": "reject",
         *       "bytes": 210,
         *       "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         *       "received": 3,
         *       "inserted": 2,
         *       "updated": 0,
         *       "unchanged": 1,
         *       "ignored": 0,
         *       "rejected_count": 0,
         *       "unknown_merchants": [],
         *       "unknown_merchant_count": 0,
         *       "created_by": "finance",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     }
         */
        Import: {
            /** Format: uuid */
            id: string;
            /**
             * @description REJECTED: nothing of the file was kept
             * @enum {string}
             */
            status: "COMPLETED" | "REJECTED";
            format: string;
            /** @enum {string} */
            content_type: "csv" | "ndjson";
            file_name: string | null;
            /** @enum {string} */
            on_error: "reject" | "skip";
            /** @enum {string} */
            on_conflict: "reject" | "update";
            /** @description As they came, compressed or not */
            bytes: number;
            /** @description Of these bytes; null if the file was refused before all had come */
            sha256: string | null;
            /** @description Transactions in the file; a line that cannot be read counts as one */
            received: number;
            inserted: number;
            updated: number;
            /** @description Those that were stored with the same content, or are repeated in the file */
            unchanged: number;
            /** @description Lines of a provider's report that are no transaction, such as payouts; not within received */
            ignored: number;
            /** @description Those of them that were refused */
            rejected_count: number;
            /** @description The first 100 merchants that nobody described, by id */
            unknown_merchants: string[];
            unknown_merchant_count: number;
            /** @description The name of the API key */
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "imports": [
         *         {
         *           "id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *           "status": "COMPLETED",
         *           "format": "standard",
         *           "content_type": "csv",
         *           "file_name": "january.csv",
         *           "on_error": "reject",
         *           "on_conflict": "reject",
         *           "bytes": 210,
         *           "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         *           "received": 3,
         *           "inserted": 2,
         *           "updated": 0,
         *           "unchanged": 1,
         *           "ignored": 0,
         *           "rejected_count": 0,
         *           "unknown_merchants": [],
         *           "unknown_merchant_count": 0,
         *           "created_by": "finance",
         *           "created_at": "2026-11-22T12:00:00.000Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        ImportPage: {
            imports: components["schemas"]["Import"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "rejects": [
         *         {
         *           "line": 3,
         *           "field": "amount_cents",
         *           "message": "has decimals; write 1999 for 19.99"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        ImportRejectPage: {
            /** @description The first 1,000 problems, by line */
            rejects: {
                /** @description Counts from 1, with the header; of a record of several lines the first */
                line: number;
                /** @description The column; empty for the line as such */
                field: string;
                message: string;
            }[];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        SalesSums: {
            /** @description A number, or a string of digits if a number would lose precision */
            order_count: number | string;
            /** @description As ordered, also those that returned later */
            units: number | string;
            /** @description As sold, before refunds */
            amount_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            returned_units: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            refunded_cents: number | string;
        };
        SalesRow: {
            /** Format: date-time */
            starts_at: string;
            /** @description A number, or a string of digits if a number would lose precision */
            order_count: number | string;
            /** @description As ordered, also those that returned later */
            units: number | string;
            /** @description As sold, before refunds */
            amount_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            returned_units: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            refunded_cents: number | string;
        };
        /**
         * @example {
         *       "product_id": 1,
         *       "currency": "USD",
         *       "from": "2026-11-22",
         *       "to": "2026-11-22",
         *       "group": "day",
         *       "timezone": "UTC",
         *       "rows": [
         *         {
         *           "starts_at": "2026-11-22T00:00:00.000Z",
         *           "order_count": 3,
         *           "units": 4,
         *           "amount_cents": 39600,
         *           "returned_units": 1,
         *           "refunded_cents": 9900
         *         }
         *       ],
         *       "totals": {
         *         "order_count": 3,
         *         "units": 4,
         *         "amount_cents": 39600,
         *         "returned_units": 1,
         *         "refunded_cents": 9900
         *       }
         *     }
         */
        ProductSales: {
            product_id: number;
            /** @description ISO 4217 */
            currency: string;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {unknown} */
            group: "hour" | "day";
            timezone: string;
            /** @description Every hour or day of the range in its order, also those without sales */
            rows: components["schemas"]["SalesRow"][];
            totals: components["schemas"]["SalesSums"];
        };
        /**
         * @example {
         *       "id": 1042,
         *       "merchant_id": "merchant_0001",
         *       "kind": "SALE",
         *       "status": "PAID",
         *       "amount_cents": 9900,
         *       "fee_cents": 317,
         *       "net_cents": 9583,
         *       "currency": "USD",
         *       "paid_at": "2025-01-09T12:00:00.000Z",
         *       "created_at": "2025-01-09T12:00:00.000Z",
         *       "order_id": "0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1",
         *       "external_id": null,
         *       "source": "order",
         *       "import_id": null,
         *       "relates_to": null
         *     }
         */
        Transaction: {
            /** @description A number, or a string of digits beyond 2^53 - 1 */
            id: number | string;
            merchant_id: string;
            /** @enum {unknown} */
            kind: "SALE" | "REFUND" | "ADJUSTMENT";
            /** @enum {unknown} */
            status: "PENDING" | "PAID" | "FAILED" | "REFUNDED" | "CANCELLED";
            /** @description Negative for a refund */
            amount_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            fee_cents: number | string;
            /** @description amount_cents - fee_cents */
            net_cents: number | string;
            /** @description ISO 4217, of the merchant */
            currency: string;
            /** @description What the day of a transaction is determined by; null if it is not paid */
            paid_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description The order that it belongs to */
            order_id: string | null;
            external_id: string | null;
            /** @description `order`, or what an import came from; null for transactions made by hand */
            source: string | null;
            /** @description The import that it came with */
            import_id: string | null;
            /** @description The day that an adjustment corrects */
            relates_to: string | null;
        };
        /**
         * @example {
         *       "transactions": [
         *         {
         *           "id": 1042,
         *           "merchant_id": "merchant_0001",
         *           "kind": "SALE",
         *           "status": "PAID",
         *           "amount_cents": 9900,
         *           "fee_cents": 317,
         *           "net_cents": 9583,
         *           "currency": "USD",
         *           "paid_at": "2025-01-09T12:00:00.000Z",
         *           "created_at": "2025-01-09T12:00:00.000Z",
         *           "order_id": "0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1",
         *           "external_id": null,
         *           "source": "order",
         *           "import_id": null,
         *           "relates_to": null
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        TransactionPage: {
            transactions: components["schemas"]["Transaction"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "from": "2025-01-01",
         *       "to": "2025-01-31"
         *     }
         */
        SettlementRequest: {
            /** Format: date */
            from: string;
            /**
             * Format: date
             * @description Inclusive; at most 366 days in all
             */
            to: string;
            /**
             * Format: time-zone
             * @description IANA time zone of the days
             */
            timezone?: string;
            /** @description Start a job even if one for the same days is queued or running */
            force?: boolean;
            /** @description Compute the days and compare them with what is settled, but publish nothing; closed days too */
            dry_run?: boolean;
        };
        /**
         * @example {
         *       "job_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "status": "QUEUED"
         *     }
         */
        StartedJob: {
            /** Format: uuid */
            job_id: string;
            /** @enum {unknown} */
            status: "QUEUED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELLED";
        };
        CurrencyTotals: {
            /** @description A number, or a string of digits if a number would lose precision */
            txn_count: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            gross_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            fee_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            net_cents: number | string;
            /** @description What refunds took, as a positive number; gross_cents has it subtracted already */
            refund_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            refund_count: number | string;
        };
        /** @description Sums over all currencies, and of each */
        Totals: {
            /** @description A number, or a string of digits if a number would lose precision */
            txn_count: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            gross_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            fee_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            net_cents: number | string;
            /** @description What refunds took, as a positive number; gross_cents has it subtracted already. Absent if the job completed before the service counted refunds. */
            refund_cents?: number | string;
            /** @description Absent if the job completed before the service counted refunds. */
            refund_count?: number | string;
            /** @description The sums of each currency; in drift, of each that differs. Absent if the job completed before the service counted refunds. */
            by_currency?: {
                [key: string]: components["schemas"]["CurrencyTotals"];
            };
        };
        /**
         * @example {
         *       "merchant_id": "merchant_0001",
         *       "date": "2025-01-09",
         *       "gross_cents": 758217,
         *       "fee_cents": 22903,
         *       "net_cents": 735314,
         *       "txn_count": 31,
         *       "generated_at": "2026-11-22T12:00:01.180Z",
         *       "unique_run_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "refund_cents": 0,
         *       "refund_count": 0,
         *       "currency": "USD"
         *     }
         */
        SettledDay: {
            merchant_id: string;
            /** Format: date */
            date: string;
            /** @description A number, or a string of digits if a number would lose precision */
            gross_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            fee_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            net_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            txn_count: number | string;
            /** Format: date-time */
            generated_at: string;
            /** Format: uuid */
            unique_run_id: string;
            /** @description What refunds took, as a positive number; gross_cents has it subtracted already */
            refund_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            refund_count: number | string;
            /** @description ISO 4217, of the merchant when the day was settled. CURRENCY if that was before the service kept currencies. */
            currency: string;
        };
        /**
         * @example {
         *       "settlements": [
         *         {
         *           "merchant_id": "merchant_0001",
         *           "date": "2025-01-09",
         *           "gross_cents": 758217,
         *           "fee_cents": 22903,
         *           "net_cents": 735314,
         *           "txn_count": 31,
         *           "generated_at": "2026-11-22T12:00:01.180Z",
         *           "unique_run_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *           "refund_cents": 0,
         *           "refund_count": 0,
         *           "currency": "USD"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        SettledDayPage: {
            settlements: components["schemas"]["SettledDay"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        DayTotals: {
            /** @description A number, or a string of digits if a number would lose precision */
            gross_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            fee_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            net_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            txn_count: number | string;
            /** @description What refunds took, as a positive number; gross_cents has it subtracted already */
            refund_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            refund_count: number | string;
            /** @description ISO 4217, of the merchant when the day was settled. CURRENCY if that was before the service kept currencies. */
            currency: string;
        };
        Change: {
            merchant_id: string;
            /** Format: date */
            date: string;
            replaced_run_id: string | null;
            before: components["schemas"]["DayTotals"] | null;
            after: components["schemas"]["DayTotals"] | null;
            /** @description After minus before. All zeros where only the currency has changed. */
            change: {
                /** @description A number, or a string of digits if a number would lose precision */
                gross_cents: number | string;
                /** @description A number, or a string of digits if a number would lose precision */
                fee_cents: number | string;
                /** @description A number, or a string of digits if a number would lose precision */
                net_cents: number | string;
                /** @description A number, or a string of digits if a number would lose precision */
                txn_count: number | string;
                /** @description A number, or a string of digits if a number would lose precision */
                refund_cents: number | string;
                /** @description A number, or a string of digits if a number would lose precision */
                refund_count: number | string;
            };
        };
        /**
         * @example {
         *       "job_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "changes": [
         *         {
         *           "merchant_id": "merchant_0001",
         *           "date": "2025-01-09",
         *           "replaced_run_id": "0198c4e5-1f0a-7b3c-8d2e-6c4f9a1b7e55",
         *           "before": {
         *             "gross_cents": 757217,
         *             "fee_cents": 22873,
         *             "net_cents": 734344,
         *             "txn_count": 30,
         *             "refund_cents": 0,
         *             "refund_count": 0,
         *             "currency": "USD"
         *           },
         *           "after": {
         *             "gross_cents": 758217,
         *             "fee_cents": 22903,
         *             "net_cents": 735314,
         *             "txn_count": 31,
         *             "refund_cents": 0,
         *             "refund_count": 0,
         *             "currency": "USD"
         *           },
         *           "change": {
         *             "gross_cents": 1000,
         *             "fee_cents": 30,
         *             "net_cents": 970,
         *             "txn_count": 1,
         *             "refund_cents": 0,
         *             "refund_count": 0
         *           }
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        Diff: {
            /** Format: uuid */
            job_id: string;
            /** @description Merchants and days that the previous job, or the one in against, settled differently or not at all */
            changes: components["schemas"]["Change"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "through": "2025-01-31",
         *       "timezone": "UTC"
         *     }
         */
        CloseRequest: {
            /**
             * Format: date
             * @description The last day to close, which must have ended
             */
            through: string;
            /**
             * Format: time-zone
             * @description IANA time zone of the day
             */
            timezone?: string;
            /** @description Kept in the journal */
            reason?: string;
            /** @description Close days as they are, though they are not settled. The journal names them. */
            force?: boolean;
        };
        /**
         * @example {
         *       "through": "2025-01-30",
         *       "reason": "a file of the card provider came late"
         *     }
         */
        ReopenRequest: {
            /** @description The day that is the last closed one from then on, in the zone of the closed period; null to reopen all days */
            through: string | null;
            /** @description Kept in the journal */
            reason: string;
        };
        /**
         * @example {
         *       "through": "2025-01-31",
         *       "timezone": "UTC",
         *       "closed_until": "2025-02-01T00:00:00.000Z"
         *     }
         */
        ClosedPeriod: {
            /**
             * Format: date
             * @description The last closed day
             */
            through: string;
            timezone: string;
            /**
             * Format: date-time
             * @description The end of that day. Every instant before it is closed, in whatever zone days are settled.
             */
            closed_until: string;
        };
        /**
         * @example {
         *       "id": 1,
         *       "action": "CLOSE",
         *       "through": "2025-01-31",
         *       "timezone": "UTC",
         *       "closed_until": "2025-02-01T00:00:00.000Z",
         *       "reason": "January is reported",
         *       "unsettled_days": [],
         *       "created_by": "finance",
         *       "created_at": "2026-11-22T12:00:00.000Z"
         *     }
         */
        PeriodChange: {
            id: number;
            /** @enum {unknown} */
            action: "CLOSE" | "REOPEN";
            /** @description The last closed day from then on; null if no day is closed */
            through: string | null;
            timezone: string;
            closed_until: string | null;
            reason: string | null;
            /** @description Days that were closed by force although they were not settled as they are */
            unsettled_days: string[];
            /** @description Name of the API key; null if API keys were off */
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "closed": {
         *         "through": "2025-01-31",
         *         "timezone": "UTC",
         *         "closed_until": "2025-02-01T00:00:00.000Z"
         *       },
         *       "changes": [
         *         {
         *           "id": 1,
         *           "action": "CLOSE",
         *           "through": "2025-01-31",
         *           "timezone": "UTC",
         *           "closed_until": "2025-02-01T00:00:00.000Z",
         *           "reason": "January is reported",
         *           "unsettled_days": [],
         *           "created_by": "finance",
         *           "created_at": "2026-11-22T12:00:00.000Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        PeriodPage: {
            /** @description null if no day is closed */
            closed: components["schemas"]["ClosedPeriod"] | null;
            /** @description The journal, newest first */
            changes: components["schemas"]["PeriodChange"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "table": "transactions",
         *       "name": "transactions-2025-01.csv.gz",
         *       "bytes": 24117248,
         *       "sha256": "fa27cd044472c056bc8cf4e3cbfe96e9f1ff9675c7d27ed4ebb7c6d0b1c903ff",
         *       "rows": 980002,
         *       "sums": [
         *         {
         *           "currency": "USD",
         *           "status": "PAID",
         *           "kind": "SALE",
         *           "txn_count": 980002,
         *           "gross_cents": 24597260257,
         *           "fee_cents": 742231098
         *         }
         *       ]
         *     }
         */
        ArchiveFile: {
            /** @enum {unknown} */
            table: "transactions" | "orders" | "refunds";
            name: string;
            bytes: number;
            /** @description Of the compressed file, in hexadecimal */
            sha256: string;
            /** @description A number, or a string of digits if a number would lose precision */
            rows: number | string;
            /** @description By currency, status and kind: how many rows, and their cents and units */
            sums: ({
                currency: string;
                status?: string;
                kind?: string;
            } & {
                [key: string]: number | string;
            })[];
        };
        /**
         * @example {
         *       "month": "2025-01",
         *       "archived_at": "2026-11-22T12:00:00.000Z",
         *       "changed_at": null,
         *       "dropped_at": null,
         *       "files": [
         *         {
         *           "table": "transactions",
         *           "name": "transactions-2025-01.csv.gz",
         *           "bytes": 24117248,
         *           "sha256": "fa27cd044472c056bc8cf4e3cbfe96e9f1ff9675c7d27ed4ebb7c6d0b1c903ff",
         *           "rows": 980002,
         *           "sums": [
         *             {
         *               "currency": "USD",
         *               "status": "PAID",
         *               "kind": "SALE",
         *               "txn_count": 980002,
         *               "gross_cents": 24597260257,
         *               "fee_cents": 742231098
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        Archive: {
            /** @description In UTC */
            month: string;
            /** Format: date-time */
            archived_at: string;
            /** @description When it was found that the database has something else than the files, so that the month has to be archived again; null if it has the same */
            changed_at: string | null;
            /** @description From then on orders and transactions of the month are no longer in the database; null while they are */
            dropped_at: string | null;
            files: components["schemas"]["ArchiveFile"][];
        };
        /**
         * @example {
         *       "archives": [
         *         {
         *           "month": "2025-01",
         *           "archived_at": "2026-11-22T12:00:00.000Z",
         *           "changed_at": null,
         *           "dropped_at": null,
         *           "files": [
         *             {
         *               "table": "transactions",
         *               "name": "transactions-2025-01.csv.gz",
         *               "bytes": 24117248,
         *               "sha256": "fa27cd044472c056bc8cf4e3cbfe96e9f1ff9675c7d27ed4ebb7c6d0b1c903ff",
         *               "rows": 980002,
         *               "sums": [
         *                 {
         *                   "currency": "USD",
         *                   "status": "PAID",
         *                   "kind": "SALE",
         *                   "txn_count": 980002,
         *                   "gross_cents": 24597260257,
         *                   "fee_cents": 742231098
         *                 }
         *               ]
         *             }
         *           ]
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        ArchivePage: {
            archives: components["schemas"]["Archive"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        DaySums: {
            /** @description A number, or a string of digits if a number would lose precision */
            txn_count: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            gross_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            fee_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            net_cents: number | string;
            /** @description What refunds took, as a positive number; gross_cents has it subtracted already */
            refund_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            refund_count: number | string;
        };
        /**
         * @example {
         *       "settlement": {
         *         "merchant_id": "merchant_0001",
         *         "date": "2025-01-09",
         *         "gross_cents": 758217,
         *         "fee_cents": 22903,
         *         "net_cents": 735314,
         *         "txn_count": 31,
         *         "generated_at": "2026-11-22T12:00:01.180Z",
         *         "unique_run_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *         "refund_cents": 0,
         *         "refund_count": 0,
         *         "currency": "USD"
         *       },
         *       "job": {
         *         "job_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *         "url": "/jobs/0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *         "from": "2025-01-01",
         *         "to": "2025-01-31",
         *         "timezone": "UTC",
         *         "started_at": "2026-11-22T12:00:00.010Z",
         *         "finished_at": "2026-11-22T12:00:01.200Z"
         *       },
         *       "starts_at": "2025-01-09T00:00:00.000Z",
         *       "ends_at": "2025-01-10T00:00:00.000Z",
         *       "now": {
         *         "txn_count": 32,
         *         "gross_cents": 768117,
         *         "fee_cents": 23220,
         *         "net_cents": 744897,
         *         "refund_cents": 0,
         *         "refund_count": 0
         *       },
         *       "late": {
         *         "txn_count": 1,
         *         "gross_cents": 9900,
         *         "fee_cents": 317,
         *         "net_cents": 9583,
         *         "refund_cents": 0,
         *         "refund_count": 0
         *       },
         *       "changed": {
         *         "txn_count": 0,
         *         "gross_cents": 0,
         *         "fee_cents": 0,
         *         "net_cents": 0,
         *         "refund_cents": 0,
         *         "refund_count": 0
         *       },
         *       "vanished": {
         *         "txn_count": 0,
         *         "gross_cents": 0,
         *         "fee_cents": 0,
         *         "net_cents": 0,
         *         "refund_cents": 0,
         *         "refund_count": 0
         *       },
         *       "unexplained": {
         *         "txn_count": 0,
         *         "gross_cents": 0,
         *         "fee_cents": 0,
         *         "net_cents": 0,
         *         "refund_cents": 0,
         *         "refund_count": 0
         *       },
         *       "transactions": [
         *         {
         *           "id": 1042,
         *           "merchant_id": "merchant_0001",
         *           "kind": "SALE",
         *           "status": "PAID",
         *           "amount_cents": 9900,
         *           "fee_cents": 317,
         *           "net_cents": 9583,
         *           "currency": "USD",
         *           "paid_at": "2025-01-09T12:00:00.000Z",
         *           "created_at": "2025-01-09T12:00:00.000Z",
         *           "order_id": "0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1",
         *           "external_id": null,
         *           "source": "order",
         *           "import_id": null,
         *           "relates_to": null
         *         }
         *       ],
         *       "next_cursor": null,
         *       "transactions_url": "/transactions?merchant_id=merchant_0001&date=2025-01-09&timezone=UTC",
         *       "changes_url": "/settlements/merchant_0001/2025-01-09/changes"
         *     }
         */
        DayExplanation: {
            settlement: components["schemas"]["SettledDay"];
            /** @description The job that settled the day; null if the day was inserted by hand */
            job: {
                /** Format: uuid */
                job_id: string;
                url: string;
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
                timezone: string;
                started_at: string | null;
                finished_at: string | null;
            } | null;
            /**
             * Format: date-time
             * @description The first instant of the day, in the zone of the job
             */
            starts_at: string;
            /**
             * Format: date-time
             * @description The instant after its last one
             */
            ends_at: string;
            now: components["schemas"]["DaySums"];
            late: components["schemas"]["DaySums"];
            changed: components["schemas"]["DaySums"];
            vanished: components["schemas"]["DaySums"];
            unexplained: components["schemas"]["DaySums"];
            /** @description The first of the day as they are now, in the order in which they were paid */
            transactions: components["schemas"]["Transaction"][];
            /** @description cursor of transactions_url for the next ones; null if these are all */
            next_cursor: string | null;
            /** @description Path of GET /transactions for this day */
            transactions_url: string;
            /** @description Path of the transactions that are late, changed or vanished */
            changes_url: string;
        };
        DayChange: {
            /** @enum {unknown} */
            change: "LATE" | "CHANGED" | "VANISHED";
            /** @description When the transaction came, or was last changed or deleted */
            changed_at: string | null;
            /** @description As it was summed; null if it was not */
            before: components["schemas"]["Transaction"] | null;
            /** @description As it is now; null if it was deleted, or is of another merchant now */
            after: components["schemas"]["Transaction"] | null;
        };
        /**
         * @example {
         *       "changes": [
         *         {
         *           "change": "LATE",
         *           "changed_at": "2026-11-22T12:30:00.000Z",
         *           "before": null,
         *           "after": {
         *             "id": 1042,
         *             "merchant_id": "merchant_0001",
         *             "kind": "SALE",
         *             "status": "PAID",
         *             "amount_cents": 9900,
         *             "fee_cents": 317,
         *             "net_cents": 9583,
         *             "currency": "USD",
         *             "paid_at": "2025-01-09T12:00:00.000Z",
         *             "created_at": "2025-01-09T12:00:00.000Z",
         *             "order_id": "0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1",
         *             "external_id": null,
         *             "source": "order",
         *             "import_id": null,
         *             "relates_to": null
         *           }
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        DayChangePage: {
            changes: components["schemas"]["DayChange"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "date": "2025-01-09",
         *       "state": "CHANGED",
         *       "has_ended": true,
         *       "job_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "job_timezone": "UTC",
         *       "settled_at": "2026-11-22T12:00:01.200Z",
         *       "changed_transactions": 3,
         *       "archived": false
         *     }
         */
        DayState: {
            /** Format: date */
            date: string;
            /**
             * @description OPEN: no job has settled the day. SETTLED: one has. CHANGED: one has, and transactions of the day have changed since. CLOSED: no settlement may change it any more; job_id says whether it was settled.
             * @enum {unknown}
             */
            state: "OPEN" | "SETTLED" | "CHANGED" | "CLOSED";
            /** @description By the clock of the database; a day that has not ended will change */
            has_ended: boolean;
            /** @description The job that settled the day last; null unless one did. Dry runs settle nothing. */
            job_id: string | null;
            /** @description The zone in which that job cut the day */
            job_timezone: string | null;
            settled_at: string | null;
            /** @description Transactions that are late, changed or vanished since; of one merchant for a key that is bound to it. null if no job settled the day, or the service has no trace of what it summed. */
            changed_transactions: number | null;
            /** @description Whether the day has hours of a month that is archived and no longer in the database, so that it cannot be explained */
            archived: boolean;
        };
        /**
         * @example {
         *       "timezone": "UTC",
         *       "days": [
         *         {
         *           "date": "2025-01-09",
         *           "state": "CHANGED",
         *           "has_ended": true,
         *           "job_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *           "job_timezone": "UTC",
         *           "settled_at": "2026-11-22T12:00:01.200Z",
         *           "changed_transactions": 3,
         *           "archived": false
         *         }
         *       ]
         *     }
         */
        DayStates: {
            timezone: string;
            days: components["schemas"]["DayState"][];
        };
        StatementRow: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @description A number, or a string of digits if a number would lose precision */
            txn_count: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            gross_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            fee_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            net_cents: number | string;
            /** @description What refunds took, as a positive number; gross_cents has it subtracted already */
            refund_cents: number | string;
            /** @description A number, or a string of digits if a number would lose precision */
            refund_count: number | string;
            /** @description Whether each of its days is settled; a day that is not counts as 0 */
            settled: boolean;
            /** @description The zones that its settled days were cut in, by name. Where there are several, a day borders on one of another zone, so that hours may be in both days or in neither */
            timezones: string[];
        };
        /**
         * @example {
         *       "merchant_id": "merchant_0001",
         *       "currency": "USD",
         *       "from": "2025-01-09",
         *       "to": "2025-01-09",
         *       "group": "day",
         *       "timezones": [
         *         "UTC"
         *       ],
         *       "unsettled_dates": [],
         *       "rows": [
         *         {
         *           "from": "2025-01-09",
         *           "to": "2025-01-09",
         *           "gross_cents": 758217,
         *           "fee_cents": 22903,
         *           "net_cents": 735314,
         *           "txn_count": 31,
         *           "refund_cents": 0,
         *           "refund_count": 0,
         *           "settled": true,
         *           "timezones": [
         *             "UTC"
         *           ]
         *         }
         *       ],
         *       "totals": {
         *         "gross_cents": 758217,
         *         "fee_cents": 22903,
         *         "net_cents": 735314,
         *         "txn_count": 31,
         *         "refund_cents": 0,
         *         "refund_count": 0
         *       },
         *       "previous": {
         *         "from": "2025-01-08",
         *         "to": "2025-01-08",
         *         "totals": {
         *           "gross_cents": 606574,
         *           "fee_cents": 0,
         *           "net_cents": 606574,
         *           "txn_count": 31,
         *           "refund_cents": 0,
         *           "refund_count": 0
         *         },
         *         "timezones": [
         *           "UTC"
         *         ],
         *         "unsettled_date_count": 0
         *       },
         *       "difference": {
         *         "absolute": {
         *           "gross_cents": 151643,
         *           "fee_cents": 22903,
         *           "net_cents": 128740,
         *           "txn_count": 0,
         *           "refund_cents": 0,
         *           "refund_count": 0
         *         },
         *         "percent": {
         *           "gross_cents": "25.00",
         *           "fee_cents": null,
         *           "net_cents": "21.22",
         *           "txn_count": "0.00",
         *           "refund_cents": null,
         *           "refund_count": null
         *         }
         *       }
         *     }
         */
        Statement: {
            merchant_id: string;
            /** @description ISO 4217, of all sums */
            currency: string;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {unknown} */
            group: "day" | "week" | "month";
            /** @description The zones that its settled days were cut in, by name. Where there are several, a day borders on one of another zone, so that hours may be in both days or in neither */
            timezones: string[];
            /** @description Days of the range that no completed settlement covers */
            unsettled_dates: string[];
            /** @description They cover the range without gaps */
            rows: components["schemas"]["StatementRow"][];
            totals: components["schemas"]["DaySums"];
            /** @description The period before: as many calendar months if the range is whole calendar months, else as many days */
            previous: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
                totals: components["schemas"]["DaySums"];
                /** @description The zones that its settled days were cut in, by name. Where there are several, a day borders on one of another zone, so that hours may be in both days or in neither */
                timezones: string[];
                unsettled_date_count: number;
            };
            difference: {
                absolute: components["schemas"]["DaySums"];
                /** @description The difference in percent of the absolute value of the previous total, with two decimals, rounded half away from zero; null where the previous total is 0 */
                percent: {
                    gross_cents: string | null;
                    fee_cents: string | null;
                    net_cents: string | null;
                    txn_count: string | null;
                    refund_cents: string | null;
                    refund_count: string | null;
                };
            };
        };
        /** @description Sums of transactions, table and file, each computed independently */
        Proof: {
            source: components["schemas"]["Totals"];
            settlements: components["schemas"]["Totals"];
            csv: {
                /** @description A number, or a string of digits if a number would lose precision */
                txn_count: number | string;
                /** @description A number, or a string of digits if a number would lose precision */
                gross_cents: number | string;
                /** @description A number, or a string of digits if a number would lose precision */
                fee_cents: number | string;
                /** @description A number, or a string of digits if a number would lose precision */
                net_cents: number | string;
                /** @description What refunds took, as a positive number; gross_cents has it subtracted already. Absent if the job completed before the service counted refunds. */
                refund_cents?: number | string;
                /** @description Absent if the job completed before the service counted refunds. */
                refund_count?: number | string;
                /** @description The sums of each currency; in drift, of each that differs. Absent if the job completed before the service counted refunds. */
                by_currency?: {
                    [key: string]: components["schemas"]["CurrencyTotals"];
                };
                rows: number;
                bytes: number;
                sha256: string;
            };
            drift: components["schemas"]["Totals"];
        };
        /**
         * @example {
         *       "job_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "type": "settlement",
         *       "status": "COMPLETED",
         *       "phase": "DONE",
         *       "from": "2025-01-01",
         *       "to": "2025-01-31",
         *       "timezone": "UTC",
         *       "includes_open_days": false,
         *       "dry_run": false,
         *       "progress": 100,
         *       "processed": 980002,
         *       "total": 980002,
         *       "total_is_estimate": false,
         *       "rows_per_second": null,
         *       "eta_seconds": null,
         *       "download_url": "/downloads/0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10.csv",
         *       "error": null,
         *       "proof": {
         *         "source": {
         *           "txn_count": 980002,
         *           "gross_cents": 24597260257,
         *           "fee_cents": 742231098,
         *           "net_cents": 23855029159,
         *           "refund_cents": 0,
         *           "refund_count": 0,
         *           "by_currency": {
         *             "USD": {
         *               "txn_count": 980002,
         *               "gross_cents": 24597260257,
         *               "fee_cents": 742231098,
         *               "net_cents": 23855029159,
         *               "refund_cents": 0,
         *               "refund_count": 0
         *             }
         *           }
         *         },
         *         "settlements": {
         *           "txn_count": 980002,
         *           "gross_cents": 24597260257,
         *           "fee_cents": 742231098,
         *           "net_cents": 23855029159,
         *           "refund_cents": 0,
         *           "refund_count": 0,
         *           "by_currency": {
         *             "USD": {
         *               "txn_count": 980002,
         *               "gross_cents": 24597260257,
         *               "fee_cents": 742231098,
         *               "net_cents": 23855029159,
         *               "refund_cents": 0,
         *               "refund_count": 0
         *             }
         *           }
         *         },
         *         "csv": {
         *           "txn_count": 980002,
         *           "gross_cents": 24597260257,
         *           "fee_cents": 742231098,
         *           "net_cents": 23855029159,
         *           "refund_cents": 0,
         *           "refund_count": 0,
         *           "by_currency": {
         *             "USD": {
         *               "txn_count": 980002,
         *               "gross_cents": 24597260257,
         *               "fee_cents": 742231098,
         *               "net_cents": 23855029159,
         *               "refund_cents": 0,
         *               "refund_count": 0
         *             }
         *           },
         *           "rows": 31000,
         *           "bytes": 3751121,
         *           "sha256": "fa27cd044472c056bc8cf4e3cbfe96e9f1ff9675c7d27ed4ebb7c6d0b1c903ff"
         *         },
         *         "drift": {
         *           "txn_count": 0,
         *           "gross_cents": 0,
         *           "fee_cents": 0,
         *           "net_cents": 0,
         *           "refund_cents": 0,
         *           "refund_count": 0,
         *           "by_currency": {}
         *         }
         *       },
         *       "created_by": "finance",
         *       "created_at": "2026-11-22T12:00:00.000Z",
         *       "started_at": "2026-11-22T12:00:00.010Z",
         *       "finished_at": "2026-11-22T12:00:01.200Z"
         *     }
         */
        Job: {
            /** Format: uuid */
            job_id: string;
            /** @enum {string} */
            type: "settlement";
            /** @enum {unknown} */
            status: "QUEUED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELLED";
            /**
             * @description What is done at the moment; DONE in every status that is final
             * @enum {unknown}
             */
            phase: "QUEUED" | "SUMMING" | "PUBLISHING" | "DONE";
            from: string;
            to: string;
            timezone: string;
            /** @description Whether a day of the range had not ended in timezone when the job was created, by the clock of the database: settle it again later */
            includes_open_days: boolean;
            /** @description Whether the job computes and compares only: it publishes nothing and has no file, and its diff says what it would change */
            dry_run: boolean;
            /** @description Percent of the work, with one decimal. It never goes back before a retry; only a completed job has 100. */
            progress: number;
            /** @description Transactions summed and committed */
            processed: number;
            /** @description Transactions in the range */
            total: number;
            /** @description Whether total may change; false once all transactions are summed */
            total_is_estimate: boolean;
            rows_per_second: number | null;
            eta_seconds: number | null;
            download_url: string | null;
            error: string | null;
            proof: components["schemas"]["Proof"] | null;
            /** @description Name of the API key that created the job, or schedule for the nightly one; null if API keys were off. A retry keeps it. */
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
        };
        /**
         * @example {
         *       "jobs": [
         *         {
         *           "job_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *           "type": "settlement",
         *           "status": "COMPLETED",
         *           "phase": "DONE",
         *           "from": "2025-01-01",
         *           "to": "2025-01-31",
         *           "timezone": "UTC",
         *           "includes_open_days": false,
         *           "dry_run": false,
         *           "progress": 100,
         *           "processed": 980002,
         *           "total": 980002,
         *           "total_is_estimate": false,
         *           "rows_per_second": null,
         *           "eta_seconds": null,
         *           "download_url": "/downloads/0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10.csv",
         *           "error": null,
         *           "proof": {
         *             "source": {
         *               "txn_count": 980002,
         *               "gross_cents": 24597260257,
         *               "fee_cents": 742231098,
         *               "net_cents": 23855029159,
         *               "refund_cents": 0,
         *               "refund_count": 0,
         *               "by_currency": {
         *                 "USD": {
         *                   "txn_count": 980002,
         *                   "gross_cents": 24597260257,
         *                   "fee_cents": 742231098,
         *                   "net_cents": 23855029159,
         *                   "refund_cents": 0,
         *                   "refund_count": 0
         *                 }
         *               }
         *             },
         *             "settlements": {
         *               "txn_count": 980002,
         *               "gross_cents": 24597260257,
         *               "fee_cents": 742231098,
         *               "net_cents": 23855029159,
         *               "refund_cents": 0,
         *               "refund_count": 0,
         *               "by_currency": {
         *                 "USD": {
         *                   "txn_count": 980002,
         *                   "gross_cents": 24597260257,
         *                   "fee_cents": 742231098,
         *                   "net_cents": 23855029159,
         *                   "refund_cents": 0,
         *                   "refund_count": 0
         *                 }
         *               }
         *             },
         *             "csv": {
         *               "txn_count": 980002,
         *               "gross_cents": 24597260257,
         *               "fee_cents": 742231098,
         *               "net_cents": 23855029159,
         *               "refund_cents": 0,
         *               "refund_count": 0,
         *               "by_currency": {
         *                 "USD": {
         *                   "txn_count": 980002,
         *                   "gross_cents": 24597260257,
         *                   "fee_cents": 742231098,
         *                   "net_cents": 23855029159,
         *                   "refund_cents": 0,
         *                   "refund_count": 0
         *                 }
         *               },
         *               "rows": 31000,
         *               "bytes": 3751121,
         *               "sha256": "fa27cd044472c056bc8cf4e3cbfe96e9f1ff9675c7d27ed4ebb7c6d0b1c903ff"
         *             },
         *             "drift": {
         *               "txn_count": 0,
         *               "gross_cents": 0,
         *               "fee_cents": 0,
         *               "net_cents": 0,
         *               "refund_cents": 0,
         *               "refund_count": 0,
         *               "by_currency": {}
         *             }
         *           },
         *           "created_by": "finance",
         *           "created_at": "2026-11-22T12:00:00.000Z",
         *           "started_at": "2026-11-22T12:00:00.010Z",
         *           "finished_at": "2026-11-22T12:00:01.200Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        JobPage: {
            jobs: components["schemas"]["Job"][];
            /** @description null on the last page */
            next_cursor: string | null;
        };
        /**
         * @example {
         *       "job_id": "0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10",
         *       "status": "CANCELLED"
         *     }
         */
        CancelledJob: {
            /** Format: uuid */
            job_id: string;
            /** @enum {string} */
            status: "CANCELLED";
        };
        /**
         * @example {
         *       "lifetime": 3600
         *     }
         */
        DownloadUrlRequest: {
            /** @description Seconds until the URL expires */
            lifetime: number;
        };
        /**
         * @example {
         *       "url": "/downloads/0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10.csv?expires=1795348800&signature=mGZ6B7YbQF1n3jv8eT0uWkqR5xA2cHdL9sPpVwNfKzE",
         *       "expires_at": "2026-11-22T12:00:00.000Z"
         *     }
         */
        SignedUrl: {
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        /**
         * @example {
         *       "at": "2026-11-27T12:00:07.000Z",
         *       "orders": [
         *         {
         *           "from": "2026-11-27T12:00:00.000Z",
         *           "count": 51240
         *         }
         *       ],
         *       "today": {
         *         "date": "2026-11-27",
         *         "timezone": "UTC",
         *         "by_currency": {
         *           "USD": {
         *             "txn_count": 51240,
         *             "gross_cents": 507276000,
         *             "fee_cents": 16248204,
         *             "net_cents": 491027796,
         *             "refund_cents": 0,
         *             "refund_count": 0
         *           }
         *         }
         *       },
         *       "oldest_job_seconds": null
         *     }
         */
        Activity: {
            /**
             * Format: date-time
             * @description The clock of the database
             */
            at: string;
            /** @description The oldest first. Seconds without orders are left out. */
            orders: {
                /**
                 * Format: date-time
                 * @description Start of 5 seconds
                 */
                from: string;
                /** @description Orders and holds placed in them */
                count: number;
            }[];
            /** @description Paid transactions of the day so far */
            today: {
                /** Format: date */
                date: string;
                timezone: string;
                by_currency: {
                    [key: string]: components["schemas"]["CurrencyTotals"];
                };
            };
            oldest_job_seconds: number | null;
        };
        /**
         * @example {
         *       "key": "osk_…"
         *     }
         */
        SignIn: {
            key: string;
        };
        /**
         * @example {
         *       "keys_required": true,
         *       "name": "finance",
         *       "scopes": [
         *         "settlements:read",
         *         "settlements:write"
         *       ],
         *       "merchant": null,
         *       "expires_at": "2026-11-27T13:00:00.000Z"
         *     }
         */
        Access: {
            /** @description Whether the service has API keys */
            keys_required: boolean;
            name: string | null;
            scopes: ("merchants:write" | "merchants:read" | "orders:write" | "orders:read" | "orders:refund" | "products:write" | "products:read" | "settlements:write" | "settlements:read" | "settlements:close" | "transactions:write" | "metrics:read" | "admin")[];
            merchant: string | null;
            expires_at: string | null;
        };
        Index: {
            name: string;
            links: {
                [key: string]: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database responds and the queue is installed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description The database or the queue is unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database responds and the queue is installed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description The database or the queue is unavailable, or the process is shutting down */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "draining"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"] | components["schemas"]["Draining"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics in the Prometheus text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP order_settlement_http_request_duration_seconds From the arrival of a request to the end of its response.
                     *     # TYPE order_settlement_http_request_duration_seconds histogram
                     *     order_settlement_http_request_duration_seconds_count{method="POST",route="/orders",status="201"} 17
                     */
                    "text/plain": string;
                };
            };
            /** @description MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    };
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
        };
    };
    listProblems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON, or HTML if Accept prefers it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemKindList"];
                    /** @example <!doctype html> */
                    "text/html": string;
                };
            };
            /** @description MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "OVERLOADED";
                    };
                };
            };
        };
    };
    getProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The code in kebab case, as at the end of type
                 * @example out-of-stock
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON, or HTML if Accept prefers it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemKind"];
                    /** @example <!doctype html> */
                    "text/html": string;
                };
            };
            /** @description MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    };
                };
            };
            /** @description PROBLEM_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PROBLEM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "OVERLOADED";
                    };
                };
            };
        };
    };
    getMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example merchant_0001 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The merchant */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description MERCHANT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MERCHANT_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    putMerchant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the last answer: 412 if it has changed since. * for any that exists */
                "if-match"?: string;
                /** @description * creates the merchant only if there is none */
                "if-none-match"?: string;
            };
            path: {
                /** @example merchant_0001 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MerchantTerms"];
            };
        };
        responses: {
            /** @description The merchant was there and has these terms */
            200: {
                headers: {
                    /** @description Changes with the answer; send it in If-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description The merchant is created */
            201: {
                headers: {
                    /** @description Path of the merchant, /merchants/{id} */
                    location?: string;
                    /** @description Changes with the answer; send it in If-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description CURRENCY_IN_USE */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CURRENCY_IN_USE";
                        /** @description The currency that the merchant has */
                        currency: string;
                    };
                };
            };
            /** @description MERCHANT_CHANGED or MERCHANT_EXISTS */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MERCHANT_CHANGED" | "MERCHANT_EXISTS";
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listMerchants: {
        parameters: {
            query?: {
                /** @description Part of the id or of the name, in any case */
                q?: string;
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                merchant_id?: string;
                status?: "ACTIVE" | "ARCHIVED";
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: {
                /** @description ETag of the copy that the caller has */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of products */
            200: {
                headers: {
                    /** @description Of this state; send it in If-None-Match */
                    etag?: string;
                    /** @description A copy may be used for 1 s */
                    "cache-control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description The copy of the caller is current */
            304: {
                headers: {
                    /** @description Of this state; send it in If-None-Match */
                    etag?: string;
                    /** @description A copy may be used for 1 s */
                    "cache-control"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductRequest"];
            };
        };
        responses: {
            /** @description The product, created now or by an earlier request with the same key */
            201: {
                headers: {
                    /** @description Path of the product, /products/{id} */
                    location?: string;
                    /** @description Send it in If-Match to change the product only if nobody else has */
                    etag?: string;
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the copy that the caller has */
                "if-none-match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    /** @description Of this state; send it in If-None-Match */
                    etag?: string;
                    /** @description A copy may be used for 1 s */
                    "cache-control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The copy of the caller is current */
            304: {
                headers: {
                    /** @description Of this state; send it in If-None-Match */
                    etag?: string;
                    /** @description A copy may be used for 1 s */
                    "cache-control"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description PRODUCT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    changeProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the product; orders since then do not matter, other changes do */
                "if-match"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductChange"];
            };
        };
        responses: {
            /** @description The product */
            200: {
                headers: {
                    /** @description Send it in If-Match to change the product only if nobody else has */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description PRODUCT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                    };
                };
            };
            /** @description PRODUCT_CHANGED */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_CHANGED";
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    supplyProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockRequest"];
            };
        };
        responses: {
            /** @description The product */
            200: {
                headers: {
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description PRODUCT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                    };
                };
            };
            /** @description STOCK_BELOW_ZERO */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STOCK_BELOW_ZERO";
                        /** @description Units in stock */
                        stock: number;
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listStockMovements: {
        parameters: {
            query?: {
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description PRODUCT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                buyer_id?: string;
                product_id?: number;
                status?: "HELD" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
                /** @description Placed at this time or later */
                created_from?: string;
                /** @description Placed before this time */
                created_to?: string;
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description DAY_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DAY_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description The order, placed now or by an earlier request with the same key */
            201: {
                headers: {
                    /** @description Path of the order, /orders/{id} */
                    location?: string;
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description PRODUCT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                    };
                };
            };
            /** @description OUT_OF_STOCK or LIMIT_EXCEEDED or SALE_NOT_STARTED or SALE_ENDED or PRODUCT_ARCHIVED */
            409: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "OUT_OF_STOCK";
                        /** @description Units asked for */
                        requested: number;
                        /** @description Units left */
                        available: number;
                    } | {
                        /** @enum {string} */
                        code: "LIMIT_EXCEEDED";
                        /** @description Units that a buyer may have */
                        limit: number;
                        /** @description Units that this buyer may still order */
                        remaining: number;
                    } | {
                        /** @enum {string} */
                        code: "SALE_NOT_STARTED";
                        /** Format: date-time */
                        starts_at: string;
                    } | {
                        /** @enum {string} */
                        code: "SALE_ENDED";
                        /** Format: date-time */
                        ended_at: string;
                    } | {
                        /** @enum {string} */
                        code: "PRODUCT_ARCHIVED";
                    });
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description ORDER_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                    };
                };
            };
            /** @description ORDER_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    confirmOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmRequest"] | null;
            };
        };
        responses: {
            /** @description The order */
            200: {
                headers: {
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description ORDER_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                    };
                };
            };
            /** @description HOLD_EXPIRED or ORDER_CANCELLED or ORDER_ALREADY_CONFIRMED or LIMIT_EXCEEDED */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "HOLD_EXPIRED" | "ORDER_CANCELLED";
                    } | {
                        /** @enum {string} */
                        code: "ORDER_ALREADY_CONFIRMED";
                        payment_reference: string | null;
                    } | {
                        /** @enum {string} */
                        code: "LIMIT_EXCEEDED";
                        /** @description Units that a buyer may have */
                        limit: number;
                        /** @description Units that this buyer may still order */
                        remaining: number;
                    });
                };
            };
            /** @description ORDER_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelRequest"] | null;
            };
        };
        responses: {
            /** @description The order */
            200: {
                headers: {
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description ORDER_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                    };
                };
            };
            /** @description ORDER_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example 0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description ORDER_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                    };
                };
            };
            /** @description ORDER_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path: {
                /** @example 0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundRequest"];
            };
        };
        responses: {
            /** @description The refund */
            201: {
                headers: {
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description ORDER_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND";
                    };
                };
            };
            /** @description ORDER_NOT_CONFIRMED or REFUND_EXCEEDS_ORDER or RETURN_EXCEEDS_ORDER */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "ORDER_NOT_CONFIRMED";
                    } | {
                        /** @enum {string} */
                        code: "REFUND_EXCEEDS_ORDER";
                        /** @description Cents that are not refunded yet */
                        refundable_cents: number;
                    } | {
                        /** @enum {string} */
                        code: "RETURN_EXCEEDS_ORDER";
                        /** @description Units that have not returned yet */
                        returnable_units: number;
                    });
                };
            };
            /** @description ORDER_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    importTransactions: {
        parameters: {
            query?: {
                /** @description The columns: the service's own, or those of a provider's report. Default standard */
                format?: "standard" | "stripe-balance" | "adyen-settlement";
                /** @description The merchant of all lines of a provider's report */
                merchant_id?: string;
                /** @description The IANA time zone of a provider's report, for times that do not name one */
                timezone?: string;
                /** @description skip keeps the good lines of a file with bad ones. Default reject */
                on_error?: "reject" | "skip";
                /** @description Whether a transaction that is stored with other content is a bad line, or is changed. Default reject */
                on_conflict?: "reject" | "update";
                /** @description Whether a merchant that nobody described is named in the response only, or is a bad line. Default accept */
                unknown_merchants?: "accept" | "reject";
                /** @description Respond as without it, but keep nothing. Default false */
                dry_run?: boolean;
                /** @description Kept with the import */
                file_name?: string;
            };
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
                /** @description gzip, or none. A body that begins as gzip is read as such too. */
                "content-encoding"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example external_id,merchant_id,amount_cents,fee_cents,paid_at
                 *     ch_1,blue-note,2500,103,2025-01-31T23:59:59Z
                 */
                "text/csv": unknown;
                "application/x-ndjson": unknown;
            };
        };
        responses: {
            /** @description What a dry run found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResult"];
                };
            };
            /** @description The file is imported, now or by an earlier request with the same key */
            201: {
                headers: {
                    /** @description Path of the import, /imports/{id} */
                    location?: string;
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResult"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED or IMPORT_REJECTED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    } | {
                        /** @enum {string} */
                        code: "IMPORT_REJECTED";
                        import_id: string | null;
                        /** @description Transactions in the file; a line that cannot be read counts as one */
                        received: number;
                        /** @description Those of them that were refused */
                        rejected_count: number;
                        /** @description The first 1,000 problems, by line */
                        rejected: {
                            /** @description Counts from 1, with the header; of a record of several lines the first */
                            line: number;
                            /** @description The column; empty for the line as such */
                            field: string;
                            message: string;
                        }[];
                    });
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED or IMPORTS_BUSY */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED" | "IMPORTS_BUSY";
                    };
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description REJECTED: nothing of the file was kept */
                status?: "COMPLETED" | "REJECTED";
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description IMPORT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IMPORT_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listImportRejects: {
        parameters: {
            query?: {
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRejectPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description IMPORT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IMPORT_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getProductSales: {
        parameters: {
            query: {
                from: string;
                /** @description Inclusive; at most 366 days in all, or 31 days by the hour */
                to: string;
                /** @description What a row is: a day, or 60 minutes, the first of which begin with the first day. Default day */
                group?: "hour" | "day";
                /** @description IANA time zone of the days. Default: SETTLEMENT_TIMEZONE */
                timezone?: string;
            };
            header?: never;
            path: {
                /** @example 1 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductSales"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description PRODUCT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                    };
                };
            };
            /** @description DAY_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DAY_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                merchant_id?: string;
                /** @description The local day of paid_at, as settlements cut it */
                date?: string;
                /** @description IANA time zone of date. Default: SETTLEMENT_TIMEZONE */
                timezone?: string;
                kind?: "SALE" | "REFUND" | "ADJUSTMENT";
                /** @description Default: PAID, which settlements sum; any with order_id or external_id. Others need merchant_id */
                status?: "PENDING" | "PAID" | "FAILED" | "REFUNDED" | "CANCELLED";
                order_id?: string;
                /** @description The id that the source gave it, unique within a merchant */
                external_id?: string;
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransactionPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description ORDER_ARCHIVED or DAY_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "ORDER_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    } | {
                        /** @enum {string} */
                        code: "DAY_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    });
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    startSettlement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementRequest"];
            };
        };
        responses: {
            /** @description A job for the same days is already queued or running */
            200: {
                headers: {
                    /** @description Path of the job, /jobs/{id} */
                    location?: string;
                    /** @description Seconds */
                    "retry-after"?: string;
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description The job is queued */
            202: {
                headers: {
                    /** @description Path of the job, /jobs/{id} */
                    location?: string;
                    /** @description Seconds */
                    "retry-after"?: string;
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description PERIOD_CLOSED */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PERIOD_CLOSED";
                        /**
                         * Format: date
                         * @description The last closed day
                         */
                        through: string;
                        /** @description The zone of that day */
                        timezone: string;
                    };
                };
            };
            /** @description DAY_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DAY_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED or QUEUE_UNAVAILABLE */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED" | "QUEUE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    listSettlements: {
        parameters: {
            query?: {
                merchant_id?: string;
                from?: string;
                to?: string;
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledDayPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getJobDiff: {
        parameters: {
            query?: {
                /** @description Another completed job of the same days and time zone; before is then its result, and after that of this job */
                against?: string;
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diff"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description JOB_NOT_COMPLETED or JOB_DAYS_DIFFER or DIFF_NOT_KEPT */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "JOB_NOT_COMPLETED" | "JOB_DAYS_DIFFER" | "DIFF_NOT_KEPT";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    closePeriod: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseRequest"];
            };
        };
        responses: {
            /** @description These days are closed already */
            200: {
                headers: {
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodChange"];
                };
            };
            /** @description The days are closed */
            201: {
                headers: {
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodChange"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description PERIOD_CLOSED or PERIOD_NOT_ENDED or PERIOD_NOT_SETTLED or PERIOD_BUSY */
            409: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "PERIOD_CLOSED";
                        /**
                         * Format: date
                         * @description The last closed day
                         */
                        through: string;
                        /** @description The zone of that day */
                        timezone: string;
                    } | {
                        /** @enum {string} */
                        code: "PERIOD_NOT_ENDED";
                        /** Format: date-time */
                        ends_at: string;
                    } | {
                        /** @enum {string} */
                        code: "PERIOD_NOT_SETTLED";
                        /** @description The first 100 */
                        unsettled_days: string[];
                    } | {
                        /** @enum {string} */
                        code: "PERIOD_BUSY";
                    });
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    reopenPeriod: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any value, such as a UUID. A request sent again with its key has no second effect. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenRequest"];
            };
        };
        responses: {
            /** @description The days are open */
            201: {
                headers: {
                    /** @description true if this is the answer to an earlier request with the same key */
                    "idempotent-replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodChange"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description PERIOD_NOT_CLOSED or PERIOD_ARCHIVED or PERIOD_BUSY */
            409: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "PERIOD_NOT_CLOSED" | "PERIOD_BUSY";
                    } | {
                        /** @enum {string} */
                        code: "PERIOD_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    });
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listPeriods: {
        parameters: {
            query?: {
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listArchives: {
        parameters: {
            query?: {
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchivePage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listSettlementDays: {
        parameters: {
            query: {
                /** @example 2025-01-01 */
                from: string;
                /**
                 * @description Inclusive; at most 366 days in all
                 * @example 2025-01-31
                 */
                to: string;
                /** @description IANA time zone in which days end and are closed */
                timezone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayStates"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    explainSettlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example merchant_0001 */
                merchant_id: string;
                /** @example 2025-01-09 */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayExplanation"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description SETTLEMENT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SETTLEMENT_NOT_FOUND";
                    };
                };
            };
            /** @description DAY_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DAY_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listSettlementChanges: {
        parameters: {
            query?: {
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example merchant_0001 */
                merchant_id: string;
                /** @example 2025-01-09 */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayChangePage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description SETTLEMENT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SETTLEMENT_NOT_FOUND";
                    };
                };
            };
            /** @description DAY_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DAY_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getStatement: {
        parameters: {
            query: {
                from: string;
                /** @description Inclusive; at most 366 days in all */
                to: string;
                /** @description What a row is: a day, an ISO week (from Monday on) or a calendar month, cut to the range. Default day */
                group?: "day" | "week" | "month";
                /** @description Required if the merchant has days in several currencies */
                currency?: string;
                /** @description csv is a file with a line for each row, then totals, previous and difference. excel and excel-semicolon are the same for a spreadsheet, as with downloads. JSON without it */
                format?: "csv" | "excel" | "excel-semicolon";
            };
            header?: {
                /** @description ETag of the copy that the caller has */
                "if-none-match"?: string;
            };
            path: {
                /** @example merchant_0001 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement */
            200: {
                headers: {
                    /** @description Of this state and format; send it in If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                    /**
                     * @example part,merchant_id,from,to,gross_cents,fee_cents,net_cents,txn_count,refund_cents,refund_count,currency,settled,timezones
                     *     row,merchant_0001,2025-01-09,2025-01-09,758217,22903,735314,31,0,0,USD,true,UTC
                     *     totals,merchant_0001,2025-01-09,2025-01-09,758217,22903,735314,31,0,0,USD,true,UTC
                     *     previous,merchant_0001,2025-01-08,2025-01-08,606574,0,606574,31,0,0,USD,true,UTC
                     *     difference,merchant_0001,,,151643,22903,128740,0,0,0,USD,,
                     */
                    "text/csv": string;
                };
            };
            /** @description The statement has not changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description MERCHANT_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MERCHANT_NOT_FOUND";
                    };
                };
            };
            /** @description CURRENCY_AMBIGUOUS */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CURRENCY_AMBIGUOUS";
                        /** @description ISO 4217, of the range and of the period before */
                        currencies: string[];
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                status?: "QUEUED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELLED";
                from?: string;
                to?: string;
                /** @description Default 50 */
                limit?: number;
                /** @description next_cursor of the previous page */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    followJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description id of the last event received; the stream resumes after it */
                "last-event-id"?: string;
            };
            path: {
                /** @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A progress event (the job) at once and after each change; before it a state event ({ job_id, status }) if the status changed; an end event (the job) last */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example retry: 1000
                     *
                     *     id: RUNNING.WJ3kq0cV9s2Lr8Ab.progress
                     *     event: progress
                     *     data: {"job_id":"0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10","type":"settlement","status":"RUNNING","phase":"SUMMING","from":"2025-01-01","to":"2025-01-31","timezone":"UTC","includes_open_days":false,"dry_run":false,"progress":51.2,"processed":775000,"total":979264,"total_is_estimate":true,"rows_per_second":1920000,"eta_seconds":1,"download_url":null,"error":null,"proof":null,"created_by":"finance","created_at":"2026-11-22T12:00:00.000Z","started_at":"2026-11-22T12:00:00.010Z","finished_at":null}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description The job has ended and Last-Event-ID is its last event: do not reconnect */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description JOB_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job is queued */
            202: {
                headers: {
                    /** @description Path of the job, /jobs/{id} */
                    location?: string;
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description JOB_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description JOB_NOT_RETRYABLE or PERIOD_CLOSED */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "JOB_NOT_RETRYABLE";
                    } | {
                        /** @enum {string} */
                        code: "PERIOD_CLOSED";
                        /**
                         * Format: date
                         * @description The last closed day
                         */
                        through: string;
                        /** @description The zone of that day */
                        timezone: string;
                    });
                };
            };
            /** @description DAY_ARCHIVED */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DAY_ARCHIVED";
                        /** @description The archived month, in UTC */
                        month: string;
                        /** @description The files of the month, which the operator has */
                        files: string[];
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED or QUEUE_UNAVAILABLE */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED" | "QUEUE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job is cancelled, by this request or an earlier one */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelledJob"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description JOB_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description JOB_ALREADY_FINISHED or JOB_PUBLISHING */
            409: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "JOB_ALREADY_FINISHED" | "JOB_PUBLISHING";
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED or QUEUE_UNAVAILABLE */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED" | "QUEUE_UNAVAILABLE";
                    };
                };
            };
        };
    };
    createDownloadUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DownloadUrlRequest"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUrl"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description DOWNLOAD_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DOWNLOAD_NOT_FOUND";
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    downloadSettlement: {
        parameters: {
            query?: {
                /** @description From a signed URL */
                expires?: number;
                /** @description From a signed URL of one merchant */
                merchant?: string;
                /** @description From a signed URL */
                signature?: string;
                /** @description For a spreadsheet: a byte order mark, CRLF, and amounts as decimals of their currency, so that the columns are gross, fee, net and refund. excel separates cells by commas and has decimal points; excel-semicolon has semicolons and decimal commas, as Excel expects where amounts are written 1,50. */
                format?: "excel" | "excel-semicolon";
            };
            header?: {
                /** @description Byte range to send; ignored with format, which has no ranges */
                range?: string;
                /** @description ETag of the copy that the caller has */
                "if-none-match"?: string;
                /** @description ETag that the file must have */
                "if-match"?: string;
                /** @description Last-Modified of the copy that the caller has */
                "if-modified-since"?: string;
            };
            path: {
                /**
                 * @description The id of the job, followed by .csv
                 * @example 0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10.csv
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,generated_at,unique_run_id,refund_cents,refund_count,currency
                     *     merchant_0001,2025-01-09,758217,22903,735314,31,2026-11-22T12:00:01.180000Z,0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10,0,0,USD
                     */
                    "text/csv": string;
                };
            };
            /** @description The requested range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,generated_at,unique_run_id,refund_cents,refund_count,currency
                     *     merchant_0001,2025-01-09,758217,22903,735314,31,2026-11-22T12:00:01.180000Z,0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10,0,0,USD
                     */
                    "text/csv": string;
                };
            };
            /** @description The file is in an object storage */
            302: {
                headers: {
                    /** @description A URL that is valid for a minute and needs no key */
                    location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The file has not changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or DOWNLOAD_URL_INVALID or DOWNLOAD_URL_EXPIRED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "DOWNLOAD_URL_INVALID" | "DOWNLOAD_URL_EXPIRED";
                    };
                };
            };
            /** @description DOWNLOAD_NOT_FOUND */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DOWNLOAD_NOT_FOUND";
                    };
                };
            };
            /** @description PRECONDITION_FAILED */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRECONDITION_FAILED";
                    };
                };
            };
            /** @description RANGE_NOT_SATISFIABLE */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RANGE_NOT_SATISFIABLE";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description STORE_UNAVAILABLE or DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STORE_UNAVAILABLE" | "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getActivity: {
        parameters: {
            query?: {
                /** @description How far back orders are counted. Default 60 */
                seconds?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description FORBIDDEN or MERCHANT_KEY_REFUSED */
            403: {
                headers: {
                    /** @description The scope that the key lacks */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "MERCHANT_KEY_REFUSED";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getAccess: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description What the key may do */
            200: {
                headers: {
                    /** @description HttpOnly, SameSite=Strict */
                    "set-cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description UNAUTHENTICATED */
            401: {
                headers: {
                    /** @description The authentication scheme */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNAUTHENTICATED";
                    };
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VALIDATION or MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & ({
                        /** @enum {string} */
                        code: "VALIDATION";
                        errors: {
                            /** @description JSON pointer of the field; empty for the body itself */
                            path: string;
                            message: string;
                        }[];
                    } | {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    });
                };
            };
            /** @description BODY_TOO_LARGE */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BODY_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
    getIndex: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON, unless Accept prefers HTML */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "order-settlement",
                     *       "links": {
                     *         "console": "/console/",
                     *         "documentation": "/docs",
                     *         "openapi": "/openapi.json",
                     *         "health": "/health",
                     *         "problems": "/problems"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Index"];
                };
            };
            /** @description To the console */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description MALFORMED_REQUEST */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MALFORMED_REQUEST";
                    };
                };
            };
            /** @description RATE_LIMITED */
            429: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INTERNAL";
                    };
                };
            };
            /** @description DATABASE_UNAVAILABLE or OVERLOADED */
            503: {
                headers: {
                    /** @description Seconds */
                    "retry-after"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "OVERLOADED";
                    };
                };
            };
        };
    };
}
