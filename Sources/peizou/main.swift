import Commands

await CommandRunner.main()
