import ArgumentParser

struct AccountNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "账号：新增、授权、停用、改密码、令牌、个人卡、访问日志",
        subcommands: [
            AccountAdd.self, AccountGrant.self, AccountUngrant.self, AccountDisable.self, AccountEnable.self,
            AccountPasswd.self, AccountToken.self, AccountRevoke.self, AccountCard.self,
            AccountList.self, AccountLog.self,
        ])
}
