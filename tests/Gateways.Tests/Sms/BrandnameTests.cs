using TungNgo.Gateways.Sms;

namespace TungNgo.GatewayTests.Sms;

public sealed class BrandnameTests
{
    [Theory]
    [InlineData("TUNGNGO", true)]
    [InlineData("UBND.TK-1_2", true)]
    [InlineData("Long Phu 1", true)]
    [InlineData("ABCDEFGHIJK", true)]
    [InlineData("ABCDEFGHIJKL", false)]
    [InlineData("", false)]
    [InlineData(" TUNGNGO", false)]
    [InlineData("0912345678", false)]
    [InlineData("TừngNgõ", false)]
    public void A_brandname_has_eleven_plain_letters_at_most(string name, bool good) =>
        Assert.Equal(good, SmsBrandname.IsValid(name));
}
