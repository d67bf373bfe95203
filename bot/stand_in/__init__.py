"""The WeChat platform as far as we touch it, over real HTTP and as strict, for the demo and the tests."""
