using TungNgo.Gateways;

namespace TungNgo.GatewayTests;

public sealed class OutcomeTests
{
    [Fact]
    public void What_was_sent_carries_no_code_of_a_failure() => Assert.Null(new Outcome.Sent("m1").Code);
}
