import Crypto
import Foundation
import Testing
import Walkthrough

/// A phone that works without network: its own ids, text before photos, and every request sent until its answer comes.
@Suite struct `A client that loses its network` {
    /// What happens to one request.
    enum Fate: CaseIterable {
        /// It never arrives, and is sent again.
        case requestLost
        /// It arrives, its answer does not, and it is sent again.
        case answerLost
        /// It arrives twice.
        case doubled
        /// A copy of it arrives when the client has gone on.
        case copyComesLate
    }

    @Test(arguments: Fate.allCases)
    func `at any one step ends where a client with a good one does`(_ fate: Fate) async throws {
        try await TestServer.use { server in
            let good = try await Self.outcome(of: Device(server, 0), fates: [:])
            for step in 0..<Device.steps {
                let outcome = try await Self.outcome(of: Device(server, step + 1), fates: [step: fate])
                #expect(outcome == good, "\(fate) at step \(step)")
            }
        }
    }

    @Test func `at every step ends there, too`() async throws {
        try await TestServer.use { server in
            let good = try await Self.outcome(of: Device(server, 0), fates: [:])
            for (number, fate) in Fate.allCases.enumerated() {
                let fates = Dictionary(uniqueKeysWithValues: (0..<Device.steps).map { ($0, fate) })
                #expect(
                    try await Self.outcome(of: Device(server, number + 1), fates: fates) == good, "\(fate)")
            }
        }
    }

    @Test func `keeps its row while the photo is still to come`() async throws {
        try await TestServer.use { server in
            let device = Device(server, 1)
            try await device.fileRow().expect(201)
            let before = try await server.get(device.rowPath, as: "renshe").expect(200).json
            #expect(before["evidence"][0]["pending"] == true)
            try await device.uploadPhoto().expect(201)
            let after = try await server.get(device.rowPath, as: "renshe").expect(200).json
            #expect(after["evidence"][0]["pending"] == false)
            #expect(after["evidence"][0]["digest"] == before["evidence"][0]["digest"])
        }
    }

    @Test func `has the day by its own clock, less what that is wrong by`() async throws {
        try await TestServer.use { server in
            let device = Device(server, 1)
            // The phone is two days fast: what it saw on its 30th was seen on the 28th.
            let body: JSON = [
                "description": "导引牌指错楼层", "place": "QH-W01", "noEvidenceReason": "没有信号",
                "observedAt": "2026-09-30T16:00:00+08:00", "deviceNow": "2026-10-01T10:00:00+08:00",
            ]
            try await server.put(device.rowPath, body, as: "renshe", headers: TestServer.isNew).expect(201)
            #expect(try await server.get(device.rowPath, as: "renshe").json["foundOn"] == "2026-09-28")
        }
    }

    // MARK: What is compared

    /// Walk and row as they are in the end, without what differs between any two: ids, numbers and times.
    private static func outcome(of device: Device, fates: [Int: Fate]) async throws -> [JSON] {
        try await device.work(fates)
        let walk = try await device.server.get(device.walkPath, as: "renshe").expect(200).json
        let row = try await device.server.get(device.rowPath, as: "renshe").expect(200).json
        let opened = walk["rows"].list.count
        return [
            walk["state"], walk["version"], .int(opened),
            .array(walk["answers"].list.map { [$0["code"], $0["value"], $0["version"], $0["note"]] }),
            .array(walk["evidence"].list.map { [.bool($0["digest"].text == device.digest), $0["pending"]] }),
            row["version"], row["state"],
            .array(row["evidence"].list.map { [.bool($0["digest"].text == device.digest), $0["pending"]] }),
        ]
    }
}

/// One day's work of one device.
private struct Device {
    static let steps = 8
    let server: TestServer
    let walkPath: String
    let rowPath: String
    private let photo: [UInt8]
    /// Its own, since a file that has arrived once is no promise any more.
    let digest: String

    /// - Parameter number: makes its ids.
    init(_ server: TestServer, _ number: Int) {
        self.server = server
        let tail = String(String(number + 1_000_000_000_000).dropFirst())
        walkPath = "/api/v1/sessions/0199a1b2-c3d4-7e5f-8a9b-\(tail)"
        rowPath = "/api/v1/items/0199a1b2-c3d4-7e60-8a9b-\(tail)"
        photo =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array("photo \(tail) of the hall".utf8)
        digest = Walkthrough.Digest(sha256: SHA256.hash(data: photo)).text
    }

    func work(_ fates: [Int: `A client that loses its network`.Fate]) async throws {
        let requests: [(Int, () async throws -> HTTPReply)] = [
            (201, openWalk), (201, answer("COV-02", "fail")), (201, answer("COV-05", "pass")),
            (200, changeAnswer),
            (201, fileRow), (201, uploadPhoto), (200, attachPhoto), (200, submit),
        ]
        var late: [(Int, () async throws -> HTTPReply)] = []
        for (step, request) in requests.enumerated() {
            let (status, send) = request
            let first: JSON
            switch fates[step] {
            case nil, .requestLost: first = try await send().expect(status).json
            case .answerLost, .doubled:
                first = try await send().expect(status).json
                #expect(try await send().expect(status).json == first, "step \(step)")
            case .copyComesLate:
                first = try await send().expect(status).json
                late.append((step + 2, send))
            }
            for copy in late where copy.0 == step { _ = try await copy.1() }
        }
        // Nobody waits for these answers; what they are refused with harms nobody.
        for copy in late where copy.0 >= requests.count { _ = try await copy.1() }
    }

    private static let times: [String: JSON] = [
        "observedAt": "2026-09-29T09:40:00+08:00", "deviceNow": "2026-09-29T10:00:00+08:00",
    ]

    private func with(_ members: [String: JSON]) -> JSON {
        .object(members.merging(Self.times) { own, _ in own })
    }

    private func openWalk() async throws -> HTTPReply {
        try await server.put(walkPath, TestServer.opening, as: "renshe", headers: TestServer.isNew)
    }

    private func answer(_ code: String, _ value: String) -> () async throws -> HTTPReply {
        {
            let body = with([
                "value": .string(value), "note": "指南写三份材料，窗口要四份", "noEvidenceReason": "窗口不让拍照",
            ])
            return try await server.put(
                "\(walkPath)/answers/\(code)", body, as: "renshe", headers: TestServer.isNew)
        }
    }

    private func changeAnswer() async throws -> HTTPReply {
        let body = with(["value": "improvable", "note": "导引牌可以再大一些"])
        return try await server.put(
            "\(walkPath)/answers/COV-05", body, as: "renshe", headers: ["If-Match": "\"1\""])
    }

    func fileRow() async throws -> HTTPReply {
        let body = with([
            "description": "自助机缺纸无人补", "place": "QH-W01",
            "evidence": [
                [
                    "digest": .string(digest), "mediaType": "image/png", "byteCount": .int(photo.count),
                    "stage": "before",
                ]
            ],
        ])
        return try await server.put(rowPath, body, as: "renshe", headers: TestServer.isNew)
    }

    func uploadPhoto() async throws -> HTTPReply {
        try await server.send(
            "PUT", "/api/v1/evidence", as: "renshe", headers: ["Content-Type": "image/png"], body: photo)
    }

    private func attachPhoto() async throws -> HTTPReply {
        let file: JSON = [
            "digest": .string(digest), "mediaType": "image/png", "byteCount": .int(photo.count),
            "stage": "before",
        ]
        return try await server.post(
            "\(walkPath)/evidence", with(["evidence": file, "answer": "COV-02"]), as: "renshe")
    }

    private func submit() async throws -> HTTPReply {
        let seen: JSON = [["code": "COV-02", "version": 1], ["code": "COV-05", "version": 2]]
        return try await server.post("\(walkPath)/submit", with(["answers": seen]), as: "renshe")
    }
}
