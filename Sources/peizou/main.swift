print("peizou")
