/* eslint-disable */
// Generated from openapi.yaml by scripts/generate-api.mjs. Do not edit.

/**
 * The paths of the API.
 *
 * @public
 */
export interface paths {
    "/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services that have a stack, as far as the caller may see them */
        get: operations["listServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{kind}/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** One service with its spec, SLOs, statuses and findings */
        get: operations["getService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{kind}/{namespace}/{name}/slos/{slo}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
                slo: string;
            };
            cookie?: never;
        };
        /** How the budget of the current window was spent, down-sampled for a chart */
        get: operations["getSloHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{kind}/{namespace}/{name}/backfill": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have history that was given up read again
         * Needs the permission `nthlayer.slo.backfill`. History that a data source never answers is given up after a day of
         *     tries, with the finding `history-unreadable`. The back-fill tries it again within a minute.
         */
        post: operations["retryBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{kind}/{namespace}/{name}/exclusions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /**
         * Times that do not count against the budgets of a service, by start
         * A cursor belongs to the service and environment that it was made for.
         */
        get: operations["listExclusions"];
        put?: never;
        /**
         * Take a time, once or by a rule, out of the budgets of a service
         * Needs the permission `nthlayer.slo.exclude`. The author is the caller. Times in the past are allowed and marked
         *     as retroactive. What cannot be taken answers 400 with findings in `error.diagnostics`.
         */
        post: operations["addExclusion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{kind}/{namespace}/{name}/exclusions/{exclusion}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
                exclusion: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let the time count again */
        delete: operations["removeExclusion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{kind}/{namespace}/{name}/assets": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        /** The files generated for a service, without their content */
        get: operations["listAssets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/services/{kind}/{namespace}/{name}/assets/{asset}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
                asset: string;
            };
            cookie?: never;
        };
        /** One generated file */
        get: operations["getAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is wrong with catalog files, spec files and OpenSLO files, as they would be generated
         * Nothing but what is sent is read, and nothing is stored. A spec file that an entity names must be one of the files.
         */
        post: operations["validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portfolio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Services in order of trouble
         * One item a service and environment: by state (exhausted, burning, unknown, healthy, no-traffic), then by the budget
         *     left of the worst SLO, least first.
         *     A cursor belongs to the filters that it was made with.
         */
        get: operations["listPortfolio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portfolio/rollups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the services of each team, system, domain or tier, or in each state, come to, the worst first
         * Counts by state, and the worst service named. There is no mean that could hide it.
         */
        get: operations["listRollups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Configured data sources and their health */
        get: operations["listDataSources"];
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
/**
 * The schemas of the API.
 *
 * @public
 */
export interface components {
    schemas: {
        Error: {
            error: {
                name: string;
                message: string;
                /** What is wrong with the input, and where */
                diagnostics?: components["schemas"]["Diagnostic"][];
            };
            response: {
                statusCode: number;
            };
        };
        Severity: "error" | "warning" | "info";
        SourcePosition: {
            file?: string;
            line: number;
            column: number;
            /** The line where the file is kept, for people; only where that is known */
            url?: string;
        };
        Diagnostic: {
            severity: components["schemas"]["Severity"];
            code: string;
            path: string;
            summary: string;
            detail?: string;
            position?: components["schemas"]["SourcePosition"];
            /** The catalog file of the entity that the finding is about, for people; only where that is known and no line of it is */
            url?: string;
        };
        ValidationRequest: {
            /**
             * Rules for OpenSLO, those of the specification (the default) or of OpenSLO's SDK
             */
            profile?: "lenient" | "strict";
            files: {
                /** Relative, with /; as findings name it */
                path: string;
                text: string;
            }[];
        };
        Validation: {
            services: {
                entityRef: string;
                file: string;
            }[];
            diagnostics: components["schemas"]["Diagnostic"][];
            counts: {
                error: number;
                warning: number;
                info: number;
            };
        };
        Provenance: {
            source: "annotation" | "entity" | "spec-file" | "config" | "default";
            from: string;
            /** Property path in a spec file */
            path?: string;
            column?: number;
        };
        /** Something that a service needs to work */
        Dependency: {
            name: string;
            /** Entity ref */
            ref?: string;
            technology?: string;
            /** Label values that choose the dependency's series */
            selector: {
                [key: string]: string;
            };
        };
        BudgetState: "healthy" | "burning" | "exhausted" | "no-traffic" | "unknown";
        TileSums: {
            bad: number;
            total: number;
            knownTiles: number;
            expectedTiles: number;
            /** Tiles that an exclusion took out of all other figures; absent where none did */
            excludedTiles?: number;
        };
        BurnRate: {
            windowMs: number;
            rate: number | null;
            /**
             * Whether the share of the budget is spent at which an alert pages or makes a ticket
             */
            level: "none" | "within" | "over" | "ticket" | "page";
            sums: components["schemas"]["TileSums"];
        };
        Forecast: {
            windowMs: number;
            verdict: "exhausts" | "not-at-this-rate" | "exhausted" | "unknown";
            exhaustsInMs?: number;
        };
        /** How long a calendar period is, in local time */
        CalendarPeriod: {
            count: number;
            unit: "day" | "week" | "month" | "quarter" | "year";
        };
        /** What the budget of a calendar period comes to at its end if events go on coming as they did */
        ProjectedBudget: {
            /** End of the period */
            endMs: number;
            period: components["schemas"]["CalendarPeriod"];
            /** Bad events that the objective allows over the whole period */
            budgetEvents: number;
            /** What is spent so far, as a share of the whole period's budget */
            consumed: number;
        };
        /** Ratios are exact and may leave [0, 1]; null means unknown or no traffic */
        BudgetStatus: {
            state: components["schemas"]["BudgetState"];
            stale: boolean;
            objective: number;
            method: "Occurrences" | "Timeslices" | "RatioTimeslices";
            window: {
                startMs: number;
                endMs: number;
                /** End of the calendar period that is running; absent for rolling windows */
                periodEndMs?: number;
                /** Of a calendar window the whole period's */
                lengthMs: number;
                /** How long a burn of 1 takes to spend the budget that there is: the whole window, but of a calendar period that counts events only the time so far, since the budget grows with them */
                budgetMs: number;
                resolutionMs: number;
            };
            sli: number | null;
            sums: components["schemas"]["TileSums"];
            coverage: number;
            budgetEvents: number;
            projected?: components["schemas"]["ProjectedBudget"];
            consumed: number | null;
            /** The highest of the SLO's budget thresholds that is spent, 1 is the whole budget; absent below all of them */
            step?: number;
            remaining: number | null;
            /** remaining × window.budgetMs */
            remainingMs: number | null;
            burn: components["schemas"]["BurnRate"][];
            /**
             * The burn rate of the last hour beside that of the last three days: rising or falling when they are more than a quarter of the latter apart, and more than 0.1
             */
            trend: "rising" | "falling" | "steady" | "unknown";
            forecast: components["schemas"]["Forecast"][];
            newestTileMs: number | null;
            evaluatedAtMs: number;
        };
        /** How far history has been read; newest first */
        Backfill: {
            state: "pending" | "running" | "done";
            /** Where the history is to begin */
            fromMs: number;
            /** Everything from here to now has been read */
            reachedMs: number;
        };
        /** One group of the SLO; an SLO without grouping has one group without labels */
        GroupStatus: {
            labels: {
                [key: string]: string;
            };
            status: components["schemas"]["BudgetStatus"];
        };
        Slo: {
            name: string;
            displayName: string;
            description: string;
            objective: number;
            /** Length of the window, of a calendar period that of the current one */
            windowMs: number;
            period?: components["schemas"]["CalendarPeriod"];
            method: "Occurrences" | "Timeslices" | "RatioTimeslices";
            /** How time is cut for the methods of time slices */
            slices?: {
                lengthMs: number;
                objective: number;
            };
            /** The SLI as PromQL, for people to read */
            indicator: {
                kind: "ratio" | "latency" | "native-latency" | "probe" | "threshold" | "expression" | "composite";
                bad: string;
                total: string;
                thresholdMs?: number;
                /**
                 * What one of the counts of its statuses is
                 */
                unit?: "event" | "check" | "minute" | "slice";
                /** Why its figures are estimates; absent where events are counted */
                approximateReason?: string;
                /** Of a composite, how it is made of other SLOs */
                formula?: string;
            };
            /** The worst first */
            groups: components["schemas"]["GroupStatus"][];
            backfill?: components["schemas"]["Backfill"];
            /** The stack revision from which the statuses were computed */
            revision: string;
            /** Why the newest tiles could not be read, or not all groups are counted; null when all is read */
            dataProblem: {
                code: components["schemas"]["DataProblemCode"];
                message: string;
                sinceMs: number;
            } | null;
        };
        DataProblemCode: "unreachable" | "timeout" | "refused" | "rate-limited" | "bad-reply" | "query-failed" | "not-configured" | "too-many-groups";
        DataProblem: {
            code: components["schemas"]["DataProblemCode"];
            message: string;
            sinceMs: number;
        };
        DataSourceRef: {
            name: string;
            type: string;
            /** Figures are invented by the simulator */
            simulated: boolean;
        };
        Service: components["schemas"]["ReadyService"] | components["schemas"]["NotSetUpService"];
        NotSetUpService: {
            /**
             * discriminator enum property added by openapi-typescript
             */
            state: "not-set-up";
            entityRef: string;
            /**
             * pending means that the entity was seen by us only now and is being compiled
             */
            reason: "no-annotation" | "disabled" | "unsupported-type" | "no-data-source" | "pending" | "failed";
            /** What to add to the entity */
            annotation: {
                key: string;
                value: string;
            };
            diagnostics: components["schemas"]["Diagnostic"][];
        };
        ReadyService: {
            /**
             * discriminator enum property added by openapi-typescript
             */
            state: "ready";
            /** The past moment that SLOs and statuses are of; absent where they are current */
            atMs?: number;
            entityRef: string;
            name: string;
            title?: string;
            service: string;
            type: string;
            tier: "critical" | "high" | "standard" | "low";
            owner?: string;
            system?: string;
            domain?: string;
            lifecycle?: string;
            tags?: string[];
            /** Annotations of other plugins, by key; of a credential *** */
            related?: {
                [key: string]: string;
            };
            environment: string;
            environments: string[];
            dataSource: components["schemas"]["DataSourceRef"];
            revision: string;
            provenance: {
                [key: string]: components["schemas"]["Provenance"];
            };
            slos: components["schemas"]["Slo"][];
            /** The SLO that decides for the service, as in the portfolio, and which of its groups; null without SLOs */
            worst: {
                slo: string;
                labels: {
                    [key: string]: string;
                };
            } | null;
            /** The user's own labels */
            labels: {
                [key: string]: string;
            };
            dependencies: components["schemas"]["Dependency"][];
            /** The spec file that was read, as it is shown to people */
            specFile?: string;
            diagnostics: components["schemas"]["Diagnostic"][];
        };
        ServiceSummary: {
            entityRef: string;
            name: string;
            title?: string;
            type: string;
            tier: "critical" | "high" | "standard" | "low";
            owner?: string;
            environment: string;
            state: components["schemas"]["BudgetState"];
            stale: boolean;
            /** The SLO that decides, never the mean; of those in the worst state the one with the least budget left */
            worst: {
                slo: string;
                remaining: number | null;
            } | null;
            /** The longest time that exclusions take out of the window of one of its SLOs; absent where none does */
            excludedMs?: number;
            dataSource: components["schemas"]["DataSourceRef"];
            diagnosticCounts: {
                error: number;
                warning: number;
                info: number;
            };
        };
        ServicePage: {
            items: components["schemas"]["ServiceSummary"][];
            nextCursor?: string;
            totalItems: number;
        };
        /** How many SLOs, groups counted apart, are in which state */
        StateCounts: {
            exhausted: number;
            burning: number;
            unknown: number;
            healthy: number;
            "no-traffic": number;
        };
        PortfolioItem: {
            entityRef: string;
            name: string;
            title?: string;
            type: string;
            tier: "critical" | "high" | "standard" | "low";
            owner?: string;
            system?: string;
            domain?: string;
            environment: string;
            state: components["schemas"]["BudgetState"];
            stale: boolean;
            /** The SLO that decides, never the mean; of those in the worst state the one with the least budget left */
            worst: {
                slo: string;
                remaining: number | null;
            } | null;
            counts: components["schemas"]["StateCounts"];
            /** The longest time that exclusions take out of the window of one of its SLOs; absent where none does */
            excludedMs?: number;
            dataSource: components["schemas"]["DataSourceRef"];
            /** When the oldest of its statuses was made */
            evaluatedAtMs: number | null;
        };
        PortfolioPage: {
            items: components["schemas"]["PortfolioItem"][];
            nextCursor?: string;
        };
        Rollup: {
            /** Entity ref, tier or state; null for services that belong to none */
            key: string | null;
            state: components["schemas"]["BudgetState"];
            stale: boolean;
            /** Services, environments counted apart */
            services: number;
            counts: components["schemas"]["StateCounts"];
            worst: components["schemas"]["PortfolioItem"];
        };
        RollupPage: {
            items: components["schemas"]["Rollup"][];
            nextCursor?: string;
            totalItems: number;
        };
        HistoryPoint: {
            startMs: number;
            /** null where nothing is known */
            bad: number | null;
            total: number | null;
            coverage: number;
            /**
             * Highest error ratio of a single minute within the point, or of five minutes or an hour where no shorter times
             *     are kept; absent without traffic, and where slices are counted
             */
            peak?: number;
            /** Share of the point that an exclusion takes out of the budget; absent where none does */
            excluded?: number;
            /** Budget left at the end of the point, of the budget of the whole window; null in a gap and without traffic */
            remaining: number | null;
        };
        SloHistory: {
            slo: string;
            environment: string;
            /** Labels of the group that it is of; none where the SLO is not split */
            group: {
                [key: string]: string;
            };
            startMs: number;
            endMs: number;
            stepMs: number;
            points: components["schemas"]["HistoryPoint"][];
            simulated: boolean;
            revision: string;
        };
        NewExclusion: {
            name: string;
            /** Why the time does not count */
            reason: string;
            /** Name of the only SLO that it holds for; without it, all of the service */
            slo?: string;
            /** Whole milliseconds since the epoch */
            startMs: number;
            /** Whole milliseconds too; with a rule, of the first occurrence */
            endMs: number;
            /** RFC 5545 recurrence rule without DTSTART, e.g. FREQ=WEEKLY;BYDAY=SU */
            rrule?: string;
            /** IANA name; the rule's local times are this zone's. Default is UTC */
            timeZone?: string;
        };
        /** A time that does not count against a budget */
        Exclusion: {
            id: string;
            environment: string;
            slo?: string;
            name: string;
            reason: string;
            /** Who added it */
            author: string;
            startMs: number;
            endMs: number;
            rrule?: string;
            timeZone?: string;
            createdAtMs: number;
            /** It was added after it had begun */
            retroactive: boolean;
        };
        ExclusionPage: {
            items: components["schemas"]["Exclusion"][];
            nextCursor?: string;
            totalItems: number;
        };
        AssetSummary: {
            id: string;
            kind: "openslo" | "prometheus-rules" | "prometheus-rule-tests" | "prometheus-operator-rules" | "mimir-rules" | "victoriametrics-rules" | "alertmanager-config" | "grafana-dashboard";
            title: string;
            path: string;
            mediaType: string;
            sha256: string;
        };
        Asset: components["schemas"]["AssetSummary"] & {
            content: string;
        };
        BackfillRetry: {
            slos: string[];
        };
        AssetPage: {
            items: components["schemas"]["AssetSummary"][];
            nextCursor?: string;
            totalItems: number;
        };
        DataSourceHealth: {
            state: "up" | "down" | "unknown";
            checkedAtMs: number | null;
            problem?: components["schemas"]["DataProblem"];
            /** What answers, as far as it tells. */
            server?: {
                flavour: "prometheus" | "mimir" | "thanos" | "victoriametrics";
                version?: string;
            };
            /**
             * Whether queries are sent (closed), none is for now (open), or one is to try (half-open).
             */
            breaker?: "closed" | "open" | "half-open";
            lastSuccessMs?: number;
            latencyMs?: number;
        };
        DataSource: components["schemas"]["DataSourceRef"] & {
            default: boolean;
            environments: string[];
            health: components["schemas"]["DataSourceHealth"];
        };
        DataSourcePage: {
            items: components["schemas"]["DataSource"][];
            nextCursor?: string;
            totalItems: number;
        };
    };
    responses: {
        /** An error as Backstage writes it */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** Default is every environment */
        portfolioEnvironment: string;
        /** Entity ref */
        portfolioOwner: string;
        /** Entity ref */
        portfolioSystem: string;
        /** Entity ref */
        portfolioDomain: string;
        portfolioTier: "critical" | "high" | "standard" | "low";
        portfolioState: components["schemas"]["BudgetState"];
        /** Part of namespace/name or of the title */
        portfolioText: string;
        /** Default is the first environment of the service */
        environment: string;
        kind: string;
        namespace: string;
        name: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
/**
 * The operations of the API.
 *
 * @public
 */
export interface operations {
    listServices: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of services, by entity ref */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getService: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
                /**
                 * Milliseconds since the epoch: SLOs and statuses as of that moment, computed anew from what is kept, with the
                 *     objectives, alerts and exclusions of then. An SLO that was not there at that moment is not shown. Nothing that was
                 *     decided is changed by it.
                 */
                at?: number;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The service, or why it is not set up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSloHistory: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
                /**
                 * Of an SLO that is split by labels, the labels of one group as its status has them, as JSON: `{"route":"/pay"}`.
                 *     Default is the worst group.
                 */
                group?: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
                slo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** At most 1,200 points */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SloHistory"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    retryBackfill: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** Names of the SLOs of which history will be read; none where nothing was given up */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillRetry"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listExclusions: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page of the exclusions in force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExclusionPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    addExclusion: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExclusion"];
            };
        };
        responses: {
            /** The exclusion as it is in force now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exclusion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    removeExclusion: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
                exclusion: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** It is in force no longer */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    listAssets: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** All assets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAsset: {
        parameters: {
            query?: {
                /** Default is the first environment of the service */
                environment?: components["parameters"]["environment"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
                asset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The asset with its content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValidationRequest"];
            };
        };
        responses: {
            /** The services of the files, and all findings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listPortfolio: {
        parameters: {
            query?: {
                /** Default is every environment */
                environment?: components["parameters"]["portfolioEnvironment"];
                /** Entity ref */
                owner?: components["parameters"]["portfolioOwner"];
                /** Entity ref */
                system?: components["parameters"]["portfolioSystem"];
                /** Entity ref */
                domain?: components["parameters"]["portfolioDomain"];
                tier?: components["parameters"]["portfolioTier"];
                state?: components["parameters"]["portfolioState"];
                /** Part of namespace/name or of the title */
                text?: components["parameters"]["portfolioText"];
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortfolioPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listRollups: {
        parameters: {
            query: {
                by: "owner" | "system" | "domain" | "tier" | "state";
                /** Default is every environment */
                environment?: components["parameters"]["portfolioEnvironment"];
                /** Entity ref */
                owner?: components["parameters"]["portfolioOwner"];
                /** Entity ref */
                system?: components["parameters"]["portfolioSystem"];
                /** Entity ref */
                domain?: components["parameters"]["portfolioDomain"];
                tier?: components["parameters"]["portfolioTier"];
                state?: components["parameters"]["portfolioState"];
                /** Part of namespace/name or of the title */
                text?: components["parameters"]["portfolioText"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollupPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listDataSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** All data sources */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataSourcePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}

/**
 * The OpenAPI document.
 *
 * @public
 */
export const openApiDocument = {
  "openapi": "3.0.3",
  "info": {
    "title": "nthlayer",
    "version": "1",
    "description": "SLOs, error budgets and generated assets of catalog entities.\nRatios are fractions of 1, times are milliseconds since the epoch, durations are milliseconds.\nA service that the caller may not see answers 404.\n",
    "license": {
      "name": "Apache-2.0",
      "url": "http://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/services": {
      "get": {
        "operationId": "listServices",
        "summary": "Services that have a stack, as far as the caller may see them",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 1024
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of services, by entity ref",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ServicePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/services/{kind}/{namespace}/{name}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "getService",
        "summary": "One service with its spec, SLOs, statuses and findings",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          },
          {
            "name": "at",
            "in": "query",
            "description": "Milliseconds since the epoch: SLOs and statuses as of that moment, computed anew from what is kept, with the\nobjectives, alerts and exclusions of then. An SLO that was not there at that moment is not shown. Nothing that was\ndecided is changed by it.\n",
            "schema": {
              "type": "integer",
              "minimum": 0
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The service, or why it is not set up",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Service"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/services/{kind}/{namespace}/{name}/slos/{slo}/history": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        },
        {
          "name": "slo",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "maxLength": 63
          }
        }
      ],
      "get": {
        "operationId": "getSloHistory",
        "summary": "How the budget of the current window was spent, down-sampled for a chart",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          },
          {
            "name": "group",
            "in": "query",
            "allowReserved": true,
            "description": "Of an SLO that is split by labels, the labels of one group as its status has them, as JSON: `{\"route\":\"/pay\"}`.\nDefault is the worst group.\n",
            "schema": {
              "type": "string",
              "maxLength": 4096
            }
          }
        ],
        "responses": {
          "200": {
            "description": "At most 1,200 points",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SloHistory"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/services/{kind}/{namespace}/{name}/backfill": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "post": {
        "operationId": "retryBackfill",
        "summary": "Have history that was given up read again",
        "description": "Needs the permission `nthlayer.slo.backfill`. History that a data source never answers is given up after a day of\ntries, with the finding `history-unreadable`. The back-fill tries it again within a minute.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          }
        ],
        "responses": {
          "202": {
            "description": "Names of the SLOs of which history will be read; none where nothing was given up",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BackfillRetry"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/services/{kind}/{namespace}/{name}/exclusions": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "listExclusions",
        "summary": "Times that do not count against the budgets of a service, by start",
        "description": "A cursor belongs to the service and environment that it was made for.",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 1024
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page of the exclusions in force",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ExclusionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "addExclusion",
        "summary": "Take a time, once or by a rule, out of the budgets of a service",
        "description": "Needs the permission `nthlayer.slo.exclude`. The author is the caller. Times in the past are allowed and marked\nas retroactive. What cannot be taken answers 400 with findings in `error.diagnostics`.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewExclusion"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The exclusion as it is in force now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exclusion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/services/{kind}/{namespace}/{name}/exclusions/{exclusion}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        },
        {
          "name": "exclusion",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "maxLength": 36
          }
        }
      ],
      "delete": {
        "operationId": "removeExclusion",
        "summary": "Let the time count again",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          }
        ],
        "responses": {
          "204": {
            "description": "It is in force no longer"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/services/{kind}/{namespace}/{name}/assets": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "listAssets",
        "summary": "The files generated for a service, without their content",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          }
        ],
        "responses": {
          "200": {
            "description": "All assets",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AssetPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/services/{kind}/{namespace}/{name}/assets/{asset}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        },
        {
          "name": "asset",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "maxLength": 63
          }
        }
      ],
      "get": {
        "operationId": "getAsset",
        "summary": "One generated file",
        "parameters": [
          {
            "$ref": "#/components/parameters/environment"
          }
        ],
        "responses": {
          "200": {
            "description": "The asset with its content",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Asset"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/validate": {
      "post": {
        "operationId": "validate",
        "summary": "What is wrong with catalog files, spec files and OpenSLO files, as they would be generated",
        "description": "Nothing but what is sent is read, and nothing is stored. A spec file that an entity names must be one of the files.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ValidationRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The services of the files, and all findings",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Validation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/portfolio": {
      "get": {
        "operationId": "listPortfolio",
        "summary": "Services in order of trouble",
        "description": "One item a service and environment: by state (exhausted, burning, unknown, healthy, no-traffic), then by the budget\nleft of the worst SLO, least first.\nA cursor belongs to the filters that it was made with.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/portfolioEnvironment"
          },
          {
            "$ref": "#/components/parameters/portfolioOwner"
          },
          {
            "$ref": "#/components/parameters/portfolioSystem"
          },
          {
            "$ref": "#/components/parameters/portfolioDomain"
          },
          {
            "$ref": "#/components/parameters/portfolioTier"
          },
          {
            "$ref": "#/components/parameters/portfolioState"
          },
          {
            "$ref": "#/components/parameters/portfolioText"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 1024
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PortfolioPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/portfolio/rollups": {
      "get": {
        "operationId": "listRollups",
        "summary": "What the services of each team, system, domain or tier, or in each state, come to, the worst first",
        "description": "Counts by state, and the worst service named. There is no mean that could hide it.",
        "parameters": [
          {
            "name": "by",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "owner",
                "system",
                "domain",
                "tier",
                "state"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/portfolioEnvironment"
          },
          {
            "$ref": "#/components/parameters/portfolioOwner"
          },
          {
            "$ref": "#/components/parameters/portfolioSystem"
          },
          {
            "$ref": "#/components/parameters/portfolioDomain"
          },
          {
            "$ref": "#/components/parameters/portfolioTier"
          },
          {
            "$ref": "#/components/parameters/portfolioState"
          },
          {
            "$ref": "#/components/parameters/portfolioText"
          }
        ],
        "responses": {
          "200": {
            "description": "All of them",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RollupPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/data-sources": {
      "get": {
        "operationId": "listDataSources",
        "summary": "Configured data sources and their health",
        "responses": {
          "200": {
            "description": "All data sources",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DataSourcePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "portfolioEnvironment": {
        "name": "environment",
        "in": "query",
        "description": "Default is every environment",
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "portfolioOwner": {
        "name": "owner",
        "in": "query",
        "description": "Entity ref",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 255
        }
      },
      "portfolioSystem": {
        "name": "system",
        "in": "query",
        "description": "Entity ref",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 255
        }
      },
      "portfolioDomain": {
        "name": "domain",
        "in": "query",
        "description": "Entity ref",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 255
        }
      },
      "portfolioTier": {
        "name": "tier",
        "in": "query",
        "schema": {
          "type": "string",
          "enum": [
            "critical",
            "high",
            "standard",
            "low"
          ]
        }
      },
      "portfolioState": {
        "name": "state",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/BudgetState"
        }
      },
      "portfolioText": {
        "name": "text",
        "in": "query",
        "allowReserved": true,
        "description": "Part of namespace/name or of the title",
        "schema": {
          "type": "string",
          "maxLength": 100
        }
      },
      "environment": {
        "name": "environment",
        "in": "query",
        "description": "Default is the first environment of the service",
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      }
    },
    "responses": {
      "Error": {
        "description": "An error as Backstage writes it",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Error": {
        "type": "object",
        "required": [
          "error",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "diagnostics": {
                "type": "array",
                "description": "What is wrong with the input, and where",
                "items": {
                  "$ref": "#/components/schemas/Diagnostic"
                }
              }
            }
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "integer"
              }
            }
          }
        }
      },
      "Severity": {
        "type": "string",
        "enum": [
          "error",
          "warning",
          "info"
        ]
      },
      "SourcePosition": {
        "type": "object",
        "required": [
          "line",
          "column"
        ],
        "properties": {
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer",
            "minimum": 1
          },
          "column": {
            "type": "integer",
            "minimum": 1
          },
          "url": {
            "type": "string",
            "description": "The line where the file is kept, for people; only where that is known"
          }
        }
      },
      "Diagnostic": {
        "type": "object",
        "required": [
          "severity",
          "code",
          "path",
          "summary"
        ],
        "properties": {
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "code": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "summary": {
            "type": "string"
          },
          "detail": {
            "type": "string"
          },
          "position": {
            "$ref": "#/components/schemas/SourcePosition"
          },
          "url": {
            "type": "string",
            "description": "The catalog file of the entity that the finding is about, for people; only where that is known and no line of it is"
          }
        }
      },
      "ValidationRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "files"
        ],
        "properties": {
          "profile": {
            "type": "string",
            "enum": [
              "lenient",
              "strict"
            ],
            "description": "Rules for OpenSLO, those of the specification (the default) or of OpenSLO's SDK"
          },
          "files": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "path",
                "text"
              ],
              "properties": {
                "path": {
                  "type": "string",
                  "description": "Relative, with /; as findings name it",
                  "minLength": 1,
                  "maxLength": 500
                },
                "text": {
                  "type": "string",
                  "maxLength": 262144
                }
              }
            }
          }
        }
      },
      "Validation": {
        "type": "object",
        "required": [
          "services",
          "diagnostics",
          "counts"
        ],
        "properties": {
          "services": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "entityRef",
                "file"
              ],
              "properties": {
                "entityRef": {
                  "type": "string"
                },
                "file": {
                  "type": "string"
                }
              }
            }
          },
          "diagnostics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Diagnostic"
            }
          },
          "counts": {
            "type": "object",
            "required": [
              "error",
              "warning",
              "info"
            ],
            "properties": {
              "error": {
                "type": "integer"
              },
              "warning": {
                "type": "integer"
              },
              "info": {
                "type": "integer"
              }
            }
          }
        }
      },
      "Provenance": {
        "type": "object",
        "required": [
          "source",
          "from"
        ],
        "properties": {
          "source": {
            "type": "string",
            "enum": [
              "annotation",
              "entity",
              "spec-file",
              "config",
              "default"
            ]
          },
          "from": {
            "type": "string"
          },
          "path": {
            "type": "string",
            "description": "Property path in a spec file"
          },
          "column": {
            "type": "integer",
            "minimum": 1
          }
        }
      },
      "Dependency": {
        "type": "object",
        "description": "Something that a service needs to work",
        "required": [
          "name",
          "selector"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "ref": {
            "type": "string",
            "description": "Entity ref"
          },
          "technology": {
            "type": "string"
          },
          "selector": {
            "type": "object",
            "description": "Label values that choose the dependency's series",
            "additionalProperties": {
              "type": "string"
            }
          }
        }
      },
      "BudgetState": {
        "type": "string",
        "enum": [
          "healthy",
          "burning",
          "exhausted",
          "no-traffic",
          "unknown"
        ]
      },
      "TileSums": {
        "type": "object",
        "required": [
          "bad",
          "total",
          "knownTiles",
          "expectedTiles"
        ],
        "properties": {
          "bad": {
            "type": "number"
          },
          "total": {
            "type": "number"
          },
          "knownTiles": {
            "type": "integer"
          },
          "expectedTiles": {
            "type": "integer"
          },
          "excludedTiles": {
            "type": "integer",
            "description": "Tiles that an exclusion took out of all other figures; absent where none did"
          }
        }
      },
      "BurnRate": {
        "type": "object",
        "required": [
          "windowMs",
          "rate",
          "level",
          "sums"
        ],
        "properties": {
          "windowMs": {
            "type": "integer"
          },
          "rate": {
            "type": "number",
            "nullable": true
          },
          "level": {
            "type": "string",
            "description": "Whether the share of the budget is spent at which an alert pages or makes a ticket",
            "enum": [
              "none",
              "within",
              "over",
              "ticket",
              "page"
            ]
          },
          "sums": {
            "$ref": "#/components/schemas/TileSums"
          }
        }
      },
      "Forecast": {
        "type": "object",
        "required": [
          "windowMs",
          "verdict"
        ],
        "properties": {
          "windowMs": {
            "type": "integer"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "exhausts",
              "not-at-this-rate",
              "exhausted",
              "unknown"
            ]
          },
          "exhaustsInMs": {
            "type": "number"
          }
        }
      },
      "CalendarPeriod": {
        "type": "object",
        "description": "How long a calendar period is, in local time",
        "required": [
          "count",
          "unit"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "unit": {
            "type": "string",
            "enum": [
              "day",
              "week",
              "month",
              "quarter",
              "year"
            ]
          }
        }
      },
      "ProjectedBudget": {
        "type": "object",
        "description": "What the budget of a calendar period comes to at its end if events go on coming as they did",
        "required": [
          "endMs",
          "period",
          "budgetEvents",
          "consumed"
        ],
        "properties": {
          "endMs": {
            "type": "number",
            "description": "End of the period"
          },
          "period": {
            "$ref": "#/components/schemas/CalendarPeriod"
          },
          "budgetEvents": {
            "type": "number",
            "description": "Bad events that the objective allows over the whole period"
          },
          "consumed": {
            "type": "number",
            "description": "What is spent so far, as a share of the whole period's budget"
          }
        }
      },
      "BudgetStatus": {
        "type": "object",
        "description": "Ratios are exact and may leave [0, 1]; null means unknown or no traffic",
        "required": [
          "state",
          "stale",
          "objective",
          "method",
          "window",
          "sli",
          "sums",
          "coverage",
          "budgetEvents",
          "consumed",
          "remaining",
          "remainingMs",
          "burn",
          "trend",
          "forecast",
          "newestTileMs",
          "evaluatedAtMs"
        ],
        "properties": {
          "state": {
            "$ref": "#/components/schemas/BudgetState"
          },
          "stale": {
            "type": "boolean"
          },
          "objective": {
            "type": "number"
          },
          "method": {
            "type": "string",
            "enum": [
              "Occurrences",
              "Timeslices",
              "RatioTimeslices"
            ]
          },
          "window": {
            "type": "object",
            "required": [
              "startMs",
              "endMs",
              "lengthMs",
              "budgetMs",
              "resolutionMs"
            ],
            "properties": {
              "startMs": {
                "type": "number"
              },
              "endMs": {
                "type": "number"
              },
              "periodEndMs": {
                "type": "number",
                "description": "End of the calendar period that is running; absent for rolling windows"
              },
              "lengthMs": {
                "type": "number",
                "description": "Of a calendar window the whole period's"
              },
              "budgetMs": {
                "type": "number",
                "description": "How long a burn of 1 takes to spend the budget that there is: the whole window, but of a calendar period that counts events only the time so far, since the budget grows with them"
              },
              "resolutionMs": {
                "type": "number"
              }
            }
          },
          "sli": {
            "type": "number",
            "nullable": true
          },
          "sums": {
            "$ref": "#/components/schemas/TileSums"
          },
          "coverage": {
            "type": "number"
          },
          "budgetEvents": {
            "type": "number"
          },
          "projected": {
            "$ref": "#/components/schemas/ProjectedBudget"
          },
          "consumed": {
            "type": "number",
            "nullable": true
          },
          "step": {
            "type": "number",
            "description": "The highest of the SLO's budget thresholds that is spent, 1 is the whole budget; absent below all of them"
          },
          "remaining": {
            "type": "number",
            "nullable": true
          },
          "remainingMs": {
            "type": "number",
            "nullable": true,
            "description": "remaining × window.budgetMs"
          },
          "burn": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BurnRate"
            }
          },
          "trend": {
            "type": "string",
            "description": "The burn rate of the last hour beside that of the last three days: rising or falling when they are more than a quarter of the latter apart, and more than 0.1",
            "enum": [
              "rising",
              "falling",
              "steady",
              "unknown"
            ]
          },
          "forecast": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Forecast"
            }
          },
          "newestTileMs": {
            "type": "number",
            "nullable": true
          },
          "evaluatedAtMs": {
            "type": "number"
          }
        }
      },
      "Backfill": {
        "type": "object",
        "description": "How far history has been read; newest first",
        "required": [
          "state",
          "fromMs",
          "reachedMs"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "running",
              "done"
            ]
          },
          "fromMs": {
            "type": "number",
            "description": "Where the history is to begin"
          },
          "reachedMs": {
            "type": "number",
            "description": "Everything from here to now has been read"
          }
        }
      },
      "GroupStatus": {
        "type": "object",
        "description": "One group of the SLO; an SLO without grouping has one group without labels",
        "required": [
          "labels",
          "status"
        ],
        "properties": {
          "labels": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "status": {
            "$ref": "#/components/schemas/BudgetStatus"
          }
        }
      },
      "Slo": {
        "type": "object",
        "required": [
          "name",
          "displayName",
          "description",
          "objective",
          "windowMs",
          "method",
          "indicator",
          "groups",
          "revision",
          "dataProblem"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "displayName": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "objective": {
            "type": "number"
          },
          "windowMs": {
            "type": "number",
            "description": "Length of the window, of a calendar period that of the current one"
          },
          "period": {
            "$ref": "#/components/schemas/CalendarPeriod"
          },
          "method": {
            "type": "string",
            "enum": [
              "Occurrences",
              "Timeslices",
              "RatioTimeslices"
            ]
          },
          "slices": {
            "type": "object",
            "description": "How time is cut for the methods of time slices",
            "required": [
              "lengthMs",
              "objective"
            ],
            "properties": {
              "lengthMs": {
                "type": "number"
              },
              "objective": {
                "type": "number"
              }
            }
          },
          "indicator": {
            "type": "object",
            "description": "The SLI as PromQL, for people to read",
            "required": [
              "kind",
              "bad",
              "total"
            ],
            "properties": {
              "kind": {
                "type": "string",
                "enum": [
                  "ratio",
                  "latency",
                  "native-latency",
                  "probe",
                  "threshold",
                  "expression",
                  "composite"
                ]
              },
              "bad": {
                "type": "string"
              },
              "total": {
                "type": "string"
              },
              "thresholdMs": {
                "type": "number"
              },
              "unit": {
                "type": "string",
                "enum": [
                  "event",
                  "check",
                  "minute",
                  "slice"
                ],
                "description": "What one of the counts of its statuses is"
              },
              "approximateReason": {
                "type": "string",
                "description": "Why its figures are estimates; absent where events are counted"
              },
              "formula": {
                "type": "string",
                "description": "Of a composite, how it is made of other SLOs"
              }
            }
          },
          "groups": {
            "type": "array",
            "description": "The worst first",
            "items": {
              "$ref": "#/components/schemas/GroupStatus"
            }
          },
          "backfill": {
            "$ref": "#/components/schemas/Backfill"
          },
          "revision": {
            "type": "string",
            "description": "The stack revision from which the statuses were computed"
          },
          "dataProblem": {
            "type": "object",
            "nullable": true,
            "description": "Why the newest tiles could not be read, or not all groups are counted; null when all is read",
            "required": [
              "code",
              "message",
              "sinceMs"
            ],
            "properties": {
              "code": {
                "$ref": "#/components/schemas/DataProblemCode"
              },
              "message": {
                "type": "string"
              },
              "sinceMs": {
                "type": "number"
              }
            }
          }
        }
      },
      "DataProblemCode": {
        "type": "string",
        "enum": [
          "unreachable",
          "timeout",
          "refused",
          "rate-limited",
          "bad-reply",
          "query-failed",
          "not-configured",
          "too-many-groups"
        ]
      },
      "DataProblem": {
        "type": "object",
        "required": [
          "code",
          "message",
          "sinceMs"
        ],
        "properties": {
          "code": {
            "$ref": "#/components/schemas/DataProblemCode"
          },
          "message": {
            "type": "string"
          },
          "sinceMs": {
            "type": "number"
          }
        }
      },
      "DataSourceRef": {
        "type": "object",
        "required": [
          "name",
          "type",
          "simulated"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "simulated": {
            "type": "boolean",
            "description": "Figures are invented by the simulator"
          }
        }
      },
      "Service": {
        "oneOf": [
          {
            "$ref": "#/components/schemas/ReadyService"
          },
          {
            "$ref": "#/components/schemas/NotSetUpService"
          }
        ],
        "discriminator": {
          "propertyName": "state",
          "mapping": {
            "ready": "#/components/schemas/ReadyService",
            "not-set-up": "#/components/schemas/NotSetUpService"
          }
        }
      },
      "NotSetUpService": {
        "type": "object",
        "required": [
          "state",
          "entityRef",
          "reason",
          "annotation",
          "diagnostics"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "not-set-up"
            ]
          },
          "entityRef": {
            "type": "string"
          },
          "reason": {
            "type": "string",
            "description": "pending means that the entity was seen by us only now and is being compiled",
            "enum": [
              "no-annotation",
              "disabled",
              "unsupported-type",
              "no-data-source",
              "pending",
              "failed"
            ]
          },
          "annotation": {
            "type": "object",
            "description": "What to add to the entity",
            "required": [
              "key",
              "value"
            ],
            "properties": {
              "key": {
                "type": "string"
              },
              "value": {
                "type": "string"
              }
            }
          },
          "diagnostics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Diagnostic"
            }
          }
        }
      },
      "ReadyService": {
        "type": "object",
        "required": [
          "state",
          "entityRef",
          "name",
          "service",
          "type",
          "tier",
          "environment",
          "environments",
          "dataSource",
          "revision",
          "provenance",
          "slos",
          "worst",
          "labels",
          "dependencies",
          "diagnostics"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "ready"
            ]
          },
          "atMs": {
            "type": "number",
            "description": "The past moment that SLOs and statuses are of; absent where they are current"
          },
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "service": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "tier": {
            "type": "string",
            "enum": [
              "critical",
              "high",
              "standard",
              "low"
            ]
          },
          "owner": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "related": {
            "type": "object",
            "description": "Annotations of other plugins, by key; of a credential ***",
            "additionalProperties": {
              "type": "string"
            }
          },
          "environment": {
            "type": "string"
          },
          "environments": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "dataSource": {
            "$ref": "#/components/schemas/DataSourceRef"
          },
          "revision": {
            "type": "string"
          },
          "provenance": {
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Provenance"
            }
          },
          "slos": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Slo"
            }
          },
          "worst": {
            "nullable": true,
            "description": "The SLO that decides for the service, as in the portfolio, and which of its groups; null without SLOs",
            "type": "object",
            "required": [
              "slo",
              "labels"
            ],
            "properties": {
              "slo": {
                "type": "string"
              },
              "labels": {
                "type": "object",
                "additionalProperties": {
                  "type": "string"
                }
              }
            }
          },
          "labels": {
            "type": "object",
            "description": "The user's own labels",
            "additionalProperties": {
              "type": "string"
            }
          },
          "dependencies": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Dependency"
            }
          },
          "specFile": {
            "type": "string",
            "description": "The spec file that was read, as it is shown to people"
          },
          "diagnostics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Diagnostic"
            }
          }
        }
      },
      "ServiceSummary": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "type",
          "tier",
          "environment",
          "state",
          "stale",
          "worst",
          "dataSource",
          "diagnosticCounts"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "tier": {
            "type": "string",
            "enum": [
              "critical",
              "high",
              "standard",
              "low"
            ]
          },
          "owner": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/BudgetState"
          },
          "stale": {
            "type": "boolean"
          },
          "worst": {
            "nullable": true,
            "description": "The SLO that decides, never the mean; of those in the worst state the one with the least budget left",
            "type": "object",
            "required": [
              "slo",
              "remaining"
            ],
            "properties": {
              "slo": {
                "type": "string"
              },
              "remaining": {
                "type": "number",
                "nullable": true
              }
            }
          },
          "excludedMs": {
            "type": "number",
            "description": "The longest time that exclusions take out of the window of one of its SLOs; absent where none does"
          },
          "dataSource": {
            "$ref": "#/components/schemas/DataSourceRef"
          },
          "diagnosticCounts": {
            "type": "object",
            "required": [
              "error",
              "warning",
              "info"
            ],
            "properties": {
              "error": {
                "type": "integer"
              },
              "warning": {
                "type": "integer"
              },
              "info": {
                "type": "integer"
              }
            }
          }
        }
      },
      "ServicePage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ServiceSummary"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "StateCounts": {
        "type": "object",
        "description": "How many SLOs, groups counted apart, are in which state",
        "required": [
          "exhausted",
          "burning",
          "unknown",
          "healthy",
          "no-traffic"
        ],
        "properties": {
          "exhausted": {
            "type": "integer"
          },
          "burning": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "healthy": {
            "type": "integer"
          },
          "no-traffic": {
            "type": "integer"
          }
        }
      },
      "PortfolioItem": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "type",
          "tier",
          "environment",
          "state",
          "stale",
          "worst",
          "counts",
          "dataSource",
          "evaluatedAtMs"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "tier": {
            "type": "string",
            "enum": [
              "critical",
              "high",
              "standard",
              "low"
            ]
          },
          "owner": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/BudgetState"
          },
          "stale": {
            "type": "boolean"
          },
          "worst": {
            "nullable": true,
            "description": "The SLO that decides, never the mean; of those in the worst state the one with the least budget left",
            "type": "object",
            "required": [
              "slo",
              "remaining"
            ],
            "properties": {
              "slo": {
                "type": "string"
              },
              "remaining": {
                "type": "number",
                "nullable": true
              }
            }
          },
          "counts": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "excludedMs": {
            "type": "number",
            "description": "The longest time that exclusions take out of the window of one of its SLOs; absent where none does"
          },
          "dataSource": {
            "$ref": "#/components/schemas/DataSourceRef"
          },
          "evaluatedAtMs": {
            "type": "number",
            "nullable": true,
            "description": "When the oldest of its statuses was made"
          }
        }
      },
      "PortfolioPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PortfolioItem"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Rollup": {
        "type": "object",
        "required": [
          "key",
          "state",
          "stale",
          "services",
          "counts",
          "worst"
        ],
        "properties": {
          "key": {
            "type": "string",
            "nullable": true,
            "description": "Entity ref, tier or state; null for services that belong to none"
          },
          "state": {
            "$ref": "#/components/schemas/BudgetState"
          },
          "stale": {
            "type": "boolean"
          },
          "services": {
            "type": "integer",
            "description": "Services, environments counted apart"
          },
          "counts": {
            "$ref": "#/components/schemas/StateCounts"
          },
          "worst": {
            "$ref": "#/components/schemas/PortfolioItem"
          }
        }
      },
      "RollupPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Rollup"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "HistoryPoint": {
        "type": "object",
        "required": [
          "startMs",
          "bad",
          "total",
          "coverage",
          "remaining"
        ],
        "properties": {
          "startMs": {
            "type": "number"
          },
          "bad": {
            "type": "number",
            "nullable": true,
            "description": "null where nothing is known"
          },
          "total": {
            "type": "number",
            "nullable": true
          },
          "coverage": {
            "type": "number"
          },
          "peak": {
            "type": "number",
            "description": "Highest error ratio of a single minute within the point, or of five minutes or an hour where no shorter times\nare kept; absent without traffic, and where slices are counted\n"
          },
          "excluded": {
            "type": "number",
            "description": "Share of the point that an exclusion takes out of the budget; absent where none does"
          },
          "remaining": {
            "type": "number",
            "nullable": true,
            "description": "Budget left at the end of the point, of the budget of the whole window; null in a gap and without traffic"
          }
        }
      },
      "SloHistory": {
        "type": "object",
        "required": [
          "slo",
          "environment",
          "group",
          "startMs",
          "endMs",
          "stepMs",
          "points",
          "simulated",
          "revision"
        ],
        "properties": {
          "slo": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "group": {
            "type": "object",
            "description": "Labels of the group that it is of; none where the SLO is not split",
            "additionalProperties": {
              "type": "string"
            }
          },
          "startMs": {
            "type": "number"
          },
          "endMs": {
            "type": "number"
          },
          "stepMs": {
            "type": "number"
          },
          "points": {
            "type": "array",
            "maxItems": 1200,
            "items": {
              "$ref": "#/components/schemas/HistoryPoint"
            }
          },
          "simulated": {
            "type": "boolean"
          },
          "revision": {
            "type": "string"
          }
        }
      },
      "NewExclusion": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "reason",
          "startMs",
          "endMs"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "description": "Why the time does not count"
          },
          "slo": {
            "type": "string",
            "maxLength": 63,
            "description": "Name of the only SLO that it holds for; without it, all of the service"
          },
          "startMs": {
            "type": "number",
            "description": "Whole milliseconds since the epoch"
          },
          "endMs": {
            "type": "number",
            "description": "Whole milliseconds too; with a rule, of the first occurrence"
          },
          "rrule": {
            "type": "string",
            "maxLength": 255,
            "description": "RFC 5545 recurrence rule without DTSTART, e.g. FREQ=WEEKLY;BYDAY=SU"
          },
          "timeZone": {
            "type": "string",
            "maxLength": 64,
            "description": "IANA name; the rule's local times are this zone's. Default is UTC"
          }
        }
      },
      "Exclusion": {
        "type": "object",
        "description": "A time that does not count against a budget",
        "required": [
          "id",
          "environment",
          "name",
          "reason",
          "author",
          "startMs",
          "endMs",
          "createdAtMs",
          "retroactive"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "slo": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "author": {
            "type": "string",
            "description": "Who added it"
          },
          "startMs": {
            "type": "number"
          },
          "endMs": {
            "type": "number"
          },
          "rrule": {
            "type": "string"
          },
          "timeZone": {
            "type": "string"
          },
          "createdAtMs": {
            "type": "number"
          },
          "retroactive": {
            "type": "boolean",
            "description": "It was added after it had begun"
          }
        }
      },
      "ExclusionPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Exclusion"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "AssetSummary": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "title",
          "path",
          "mediaType",
          "sha256"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "openslo",
              "prometheus-rules",
              "prometheus-rule-tests",
              "prometheus-operator-rules",
              "mimir-rules",
              "victoriametrics-rules",
              "alertmanager-config",
              "grafana-dashboard"
            ]
          },
          "title": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "mediaType": {
            "type": "string"
          },
          "sha256": {
            "type": "string"
          }
        }
      },
      "Asset": {
        "allOf": [
          {
            "$ref": "#/components/schemas/AssetSummary"
          },
          {
            "type": "object",
            "required": [
              "content"
            ],
            "properties": {
              "content": {
                "type": "string"
              }
            }
          }
        ]
      },
      "BackfillRetry": {
        "type": "object",
        "required": [
          "slos"
        ],
        "properties": {
          "slos": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "AssetPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AssetSummary"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "DataSourceHealth": {
        "type": "object",
        "required": [
          "state",
          "checkedAtMs"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "up",
              "down",
              "unknown"
            ]
          },
          "checkedAtMs": {
            "type": "number",
            "nullable": true
          },
          "problem": {
            "$ref": "#/components/schemas/DataProblem"
          },
          "server": {
            "type": "object",
            "description": "What answers, as far as it tells.",
            "required": [
              "flavour"
            ],
            "properties": {
              "flavour": {
                "type": "string",
                "enum": [
                  "prometheus",
                  "mimir",
                  "thanos",
                  "victoriametrics"
                ]
              },
              "version": {
                "type": "string"
              }
            }
          },
          "breaker": {
            "type": "string",
            "description": "Whether queries are sent (closed), none is for now (open), or one is to try (half-open).",
            "enum": [
              "closed",
              "open",
              "half-open"
            ]
          },
          "lastSuccessMs": {
            "type": "number"
          },
          "latencyMs": {
            "type": "number"
          }
        }
      },
      "DataSource": {
        "allOf": [
          {
            "$ref": "#/components/schemas/DataSourceRef"
          },
          {
            "type": "object",
            "required": [
              "default",
              "environments",
              "health"
            ],
            "properties": {
              "default": {
                "type": "boolean"
              },
              "environments": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "health": {
                "$ref": "#/components/schemas/DataSourceHealth"
              }
            }
          }
        ]
      },
      "DataSourcePage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DataSource"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      }
    }
  }
} as const;
