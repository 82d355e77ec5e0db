#if Server
await Program.run()
#endif
