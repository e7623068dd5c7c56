import ArgumentParser

struct AccountNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "账号：新增、授权、停用、改密码、令牌",
        subcommands: [
            AccountAdd.self, AccountGrant.self, AccountUngrant.self, AccountDisable.self, AccountEnable.self,
            AccountPasswd.self, AccountToken.self, AccountRevoke.self, AccountList.self,
        ])
}
