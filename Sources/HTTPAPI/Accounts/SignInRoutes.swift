import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// Signing in and out, and one's own account.
struct SignInRoutes {
    let ledger: Ledger

    private static let password = Schema.text(.init(length: 1...200, example: "Qinghe-2026-daban"))
    private static let secret = Schema.text(.init(length: 1...128, example: "pz_7Qm0…"))

    private static let signIn = Schema.object(
        .init(
            "SignInBody",
            [
                .optional("account", .account, "账号；与密码一起写"), .optional("password", password, "密码"),
                .optional("newPassword", password, "新密码；首次登录或密码到期时同时写上，登录前先改"),
                .optional("card", secret, "体验员个人卡链接中 # 后面的一串；与 device 一起写"),
                .optional(
                    "device",
                    .text(.init(pattern: "^[A-Za-z0-9_-]{22,128}$", example: "Zk3v1mQp0aJr8sTb5uWc9x")),
                    "这台设备自己生成并保存的随机数，至少 128 位；个人卡首次打开后只认这台设备"),
            ], unshown: ["newPassword", "card", "device"]))

    func add(to api: API) {
        api.addOpen(
            Operation("signIn", .post, "/api/v1/tokens", tag: "登录", "登录：账号和密码，或体验员个人卡")
                .detail(
                    """
                    得到的令牌放进请求头 Authorization: Bearer …。连续输错会锁定，等待时间逐次加长。
                    密码是别人代设的或已到期：答 403（code 为 passwordMustChange），请带上 newPassword 再登录一次。
                    每次登录都给新的令牌；Idempotency-Key 在这里不起作用。
                    """
                )
                .open().takes(Self.signIn).takesKey().may(.unauthenticated, .notPermitted)
                .answers(IssuedSession.self, "令牌只在这里显示一次", .created), signIn)
        api.add(
            Operation("signOut", .delete, "/api/v1/tokens/current", tag: "登录", "退出：这个令牌立即失效")
                .answers(.noContent, "已退出")
        ) { call in
            if let token = Bearer.token(call.request.headers) { try await ledger.signOut(token) }
            return Response(status: .noContent)
        }
        api.add(
            Operation("showMe", .get, "/api/v1/me", tag: "登录", "我是谁，能办什么").conditional()
                .answers(ActorDocument.self, "账号、角色和各项权限", headers: .etag)
        ) { call in try call.reply(ActorDocument(try await ledger.ask(ShowMe(), by: call.caller))) }
        api.add(
            Operation("changeOwnPassword", .post, "/api/v1/me/password", tag: "登录", "改自己的密码")
                .detail("改后原来的令牌都失效，请重新登录。Idempotency-Key 在这里不起作用：密码不留任何痕迹。")
                .takes(
                    .object(
                        .init(
                            "OwnPasswordBody",
                            [
                                .required("password", Self.password, "现在的密码"),
                                .required("newPassword", Self.password, "新密码"),
                            ]))
                ).takesKey().acts().answers(.noContent, "已改")
        ) { call in
            let me = try await ledger.ask(ShowMe(), by: call.caller)
            try await ledger.setPassword(
                of: me.account, to: call.body.text("newPassword") ?? "", current: call.body.text("password"),
                by: call.caller)
            return Response(status: .noContent)
        }
        api.add(
            Operation("issueToken", .post, "/api/v1/me/tokens", tag: "登录", "为本人账号签发给程序用的令牌")
                .detail("令牌只显示一次，不留底，所以 Idempotency-Key 在这里不起作用：没有收到的，请吊销后另发。")
                .takes(
                    .object(
                        .init(
                            "IssueTokenBody",
                            [
                                .required("scopes", .list(.choice(TokenScope.self), 1...10), "用途"),
                                .optional("days", .integer(1...3650), "几天有效；默认为上限"),
                            ]))
                ).takesKey().acts().answers(Ledger.IssuedToken.self, "令牌只在这里显示一次", .created)
        ) { call in
            let me = try await ledger.ask(ShowMe(), by: call.caller)
            let scopes = Set(call.body.texts("scopes").compactMap(TokenScope.init(rawValue:)))
            let issued = try await ledger.issueToken(
                of: me.account, scopes: TokenScope.allCases.filter(scopes.contains),
                days: call.body.int("days"),
                by: call.caller)
            return try call.reply(issued, .created)
        }
    }

    @Sendable private func signIn(_ call: Call<Void>) async throws -> Response {
        let body = call.body
        let session: IssuedSession
        switch (body.text("account"), body.text("password"), body.text("card"), body.text("device")) {
        case (let account?, let password?, nil, nil):
            session = try await ledger.signIn(
                account: account, password: password, newPassword: body.text("newPassword"),
                address: call.context.address)
        case (nil, nil, let card?, let device?):
            session = try await ledger.signIn(card: card, device: device, address: call.context.address)
        default:
            throw LedgerError.invalid([
                Invalid("请求正文", "登录方式没有写全，或写了两种", mend: "请只写 account 和 password，或只写 card 和 device")
            ])
        }
        return try call.reply(session, .created)
    }
}
