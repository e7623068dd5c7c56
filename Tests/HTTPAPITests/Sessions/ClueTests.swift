import Testing
import Walkthrough

@Suite struct `Sealed cases over HTTP` {
    private func use(_ body: (TestServer) async throws -> Void) async throws {
        try await TestServer.use { server in
            try await server.post(
                "/api/v1/clue-officers", ["first": "S2", "second": "S12", "reserves": ["S20"]], as: "zhengwu"
            ).expect(200)
            try await body(server)
        }
    }

    private func opened(_ server: TestServer, as account: String = "gongan") async throws -> String {
        let reply = try await server.post(
            "/api/v1/clues", ["text": "工作人员收了红包", "unit": "QH-W01"], as: account)
        return try #require(try reply.expect(201)["Location"])
    }

    @Test func `are read by the filer and the officers, and leave by transfer`() async throws {
        try await use { server in
            let path = try await opened(server)
            for reader in ["gongan", "ducha", "fuhe"] {
                let clue = try await server.get(path, as: reader).expect(200).json
                #expect(clue["text"] == "工作人员收了红包" && clue["state"] == "sealed" && clue["stateTitle"] == "密存")
                #expect(try await server.get("/api/v1/clues", as: reader).json["items"].list.count == 1)
            }
            try await server.step(path, "note", ["text": "已约谈"], as: "ducha")
            let transfer: JSON = ["to": "派驻纪检监察组", "paper": "青移〔2026〕1号"]
            try await server.post("\(path)/transfer", transfer, as: "fuhe").expectProblem(428)
            try await server.post("\(path)/transfer", transfer, as: "fuhe", version: 1).expectProblem(412)
            try await server.step(path, "transfer", transfer, as: "gongan", 403)
            try await server.step(path, "transfer", transfer, as: "fuhe")
            let clue = try await server.get(path, as: "ducha").json
            #expect(clue["state"] == "transferred" && clue["transfer"]["day"] == "2026-09-29")
            #expect(clue["notes"][0]["text"] == "已约谈" && clue["version"] == 3)
        }
    }

    @Test func `do not exist for anybody else, whatever version is named`() async throws {
        try await use { server in
            let path = try await opened(server)
            let nowhere = "/api/v1/clues/QH-X2026-0099"
            for other in ["zhengwu", "renshe", "fuhe2", "tiyan"] {
                #expect(try await server.get("/api/v1/clues", as: other).json["items"].list.isEmpty)
                let hidden = try await server.get(path, as: other).expectProblem(404)
                let missing = try await server.get(nowhere, as: other).expectProblem(404)
                #expect(hidden.json["detail"] == missing.json["detail"])
                for version in [1, 9] {
                    try await server.post("\(path)/note", ["text": "试"], as: other, version: version)
                        .expectProblem(404)
                    try await server.post(
                        "\(path)/transfer", ["to": "某处", "paper": "1号"], as: other, version: version
                    ).expectProblem(404)
                }
            }
            // Administrators have no person.
            try await server.get("/api/v1/clues", as: "sysadmin").expectProblem(403)
        }
    }

    @Test func `are given to other officers by those who name them, who read nothing by it`() async throws {
        try await use { server in
            let path = try await opened(server)
            let body: JSON = ["first": "S12", "second": "S20", "reason": "换人"]
            try await server.post("\(path)/reassign", body, as: "renshe").expectProblem(404)
            try await server.post("\(path)/reassign", body, as: "zhengwu").expect(200)
            try await server.get(path, as: "zhengwu").expectProblem(404)
            try await server.get(path, as: "ducha").expectProblem(404)
            try await server.get(path, as: "fuhe2").expect(200)
        }
    }

    @Test func `come out of a walk's answers, which others do not see`() async throws {
        try await use { server in
            let walk = try await server.walk(as: "gongan")
            let fault: JSON = ["value": "fail", "note": "收了红包", "noEvidenceReason": "当时没有拍"]
            for (code, fault) in [("COV-02", TestServer.fault), ("STF-09", fault)] {
                try await server.put(
                    "\(walk)/answers/\(code)", fault, as: "gongan", headers: TestServer.isNew
                )
                .expect(201)
            }
            let seen: JSON = [["code": "COV-02", "version": 1], ["code": "STF-09", "version": 1]]
            let receipt = try await server.post("\(walk)/submit", ["answers": seen], as: "gongan").expect(200)
            #expect(receipt.json["rows"].list.count == 1 && receipt.json["clues"].list.count == 1)
            for reader in ["ducha", "renshe"] {
                let shown = try await server.get(walk, as: reader).expect(200)
                #expect(shown.json["answers"].list.map { $0["code"] } == ["COV-02"])
                #expect(shown.json["clues"].list.isEmpty && !shown.text.contains("红包"))
                try await server.get("\(walk)/answers/STF-09", as: reader).expectProblem(404)
            }
            #expect(try await server.get("\(walk)/answers/STF-09", as: "gongan").json["clue"] == true)
        }
    }
}
