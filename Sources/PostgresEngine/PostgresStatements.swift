#if PostgreSQL
    import CLibPQ

    /// The texts that a session has prepared, each under a name of its own.
    struct PostgresStatements {
        struct Key: Hashable {
            let text: String
            let types: [Oid]
        }

        private struct Prepared {
            let name: String
            var lastUse: Int
        }

        private static let limit = 400

        private var known: [Key: Prepared] = [:]
        private var clock = 0
        private var names = 0

        /// The name of a text that was prepared before.
        mutating func use(_ key: Key) -> String? {
            clock += 1
            known[key]?.lastUse = clock
            return known[key]?.name
        }

        /// Where there is no room for another: takes out the one that was not used for the longest time.
        /// - Returns: its name.
        mutating func removeOldest() -> String? {
            guard known.count >= Self.limit,
                let oldest = known.min(by: { $0.value.lastUse < $1.value.lastUse })
            else { return nil }
            known[oldest.key] = nil
            return oldest.value.name
        }

        /// - Returns: a name for a text that is now prepared.
        mutating func add(_ key: Key) -> String {
            names += 1
            let prepared = Prepared(name: "p\(names)", lastUse: clock)
            known[key] = prepared
            return prepared.name
        }

        /// What the server has not prepared after all.
        mutating func remove(_ key: Key) { known[key] = nil }
    }
#endif
