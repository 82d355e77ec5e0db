#if Server
// Loads a bridge beside a fake Twilio, and says what it took: see `make load-bridge`.
await LoadCommand.start()
#else
print("bridge-load needs the trait Server")
#endif
