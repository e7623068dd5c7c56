// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "peizou",
    products: [
        .executable(name: "peizou", targets: ["peizou"]),
        .library(name: "Walkthrough", targets: ["Walkthrough"]),
        .library(name: "Ledger", targets: ["Ledger", "LedgerSQL", "PostgresEngine"]),
    ],
    traits: [
        .trait(name: "PostgreSQL", description: "The second engine, over libpq (Debian: libpq-dev).")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "Walkthrough"),
        .target(
            name: "Ledger",
            dependencies: [
                "Walkthrough", "CEXIF",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        .target(
            name: "LedgerSQL",
            dependencies: [
                "Ledger", "Walkthrough",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "PostgresEngine",
            dependencies: [
                "Ledger", "LedgerSQL", "Walkthrough",
                .target(name: "CLibPQ", condition: .when(traits: ["PostgreSQL"])),
            ]),
        .target(
            name: "Imports",
            dependencies: [
                "Ledger", "Walkthrough", "CEmbedded",
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Exports",
            dependencies: [
                "Ledger", "Walkthrough", "CXLSXWriter", "CArchive",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(name: "Documents", dependencies: ["Imports", "Ledger", "Walkthrough"]),
        .target(
            name: "HTTPAPI",
            dependencies: [
                "Documents", "Exports", "Imports", "Ledger", "Walkthrough",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .target(
            name: "Commands",
            dependencies: [
                "Documents", "Exports", "HTTPAPI", "Imports", "Ledger", "LedgerSQL", "PostgresEngine",
                "Walkthrough",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(name: "peizou", dependencies: ["Commands"]),
        .executableTarget(
            name: "peizou-bench",
            dependencies: [
                "Documents", "Exports", "Imports", "Ledger", "LedgerSQL", "PostgresEngine",
                "TestSupport", "Walkthrough", "CXLSXWriter",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
            ], path: "Benchmarks", exclude: ["README.md"]),
        .target(name: "CEmbedded"),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(
            name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CEXIF", pkgConfig: "libexif", providers: [.apt(["libexif-dev"])]),
        .testTarget(name: "WalkthroughTests", dependencies: ["Walkthrough"]),
        .testTarget(
            name: "LedgerTests", dependencies: ["Ledger", "Walkthrough"], exclude: ["Events/Golden"]),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(
            name: "LedgerSQLTests",
            dependencies: [
                "Exports", "Imports", "Ledger", "LedgerSQL", "PostgresEngine", "TestSupport",
                "Walkthrough", "peizou", "peizou-bench",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "ImportsTests", dependencies: ["Imports", "Walkthrough"],
            exclude: ["Calendars/Golden"]),
        .testTarget(
            name: "ExportsTests", dependencies: ["Exports", "Walkthrough", "CArchive"],
            exclude: ["Golden"]),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Documents", "Imports", "Ledger", "LedgerSQL", "TestSupport", "Walkthrough",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Kit/Golden"]),
        .testTarget(
            name: "HTTPAPITests",
            dependencies: [
                "Commands", "Documents", "Exports", "HTTPAPI", "Imports", "Ledger", "LedgerSQL",
                "PostgresEngine", "TestSupport", "Walkthrough",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], exclude: ["Golden"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.name != "CEmbedded" {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
