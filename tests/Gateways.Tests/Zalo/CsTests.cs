using System.Text;
using TungNgo.Gateways;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Zalo;

namespace TungNgo.GatewayTests.Zalo;

public sealed class CsTests
{
    // Hours since the person last did something, and what comes of a message.
    [Theory]
    [InlineData(0.0, true, null)]
    [InlineData(48.0, true, null)]
    [InlineData(168.0, true, null)]
    [InlineData(168.01, true, "-230")]
    [InlineData(null, true, "-230")]
    [InlineData(1.0, false, null)]
    [InlineData(200.0, false, "-213")]
    [InlineData(null, false, "-213")]
    public async Task The_window_of_seven_days_decides(double? hours, bool follows, string? refusal)
    {
        await using var play = await Play.StartAsync();
        play.Person(hours: hours, follows: follows);
        var outcome = await new ZaloCsGateway(play.Zalo).SendAsync(Play.To("u1"), CancellationToken.None);
        Assert.Equal(refusal, outcome.Code);
        Assert.Equal(refusal is null ? 1 : 0, play.Ledger.Find("u1", "zalo-cs").Count);
        Assert.Equal(refusal is null ? typeof(Outcome.Sent) : typeof(Outcome.Failed), outcome.GetType());
    }

    [Fact]
    public async Task Whatever_the_person_does_opens_the_window_anew()
    {
        await using var play = await Play.StartAsync();
        play.Person(hours: 0);
        var gateway = new ZaloCsGateway(play.Zalo);
        play.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("-230", (await gateway.SendAsync(Play.To("u1"), CancellationToken.None)).Code);
        Assert.True(new ZaloInbound("u1", "user_send_text", "Dạ").Happen(play.World, play.Clock.GetUtcNow()));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("u1"), CancellationToken.None));
        Assert.Equal(0, play.World.Oa.Billed);
        play.Clock.Advance(TimeSpan.FromHours(49));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("u1"), CancellationToken.None));
        Assert.Equal(1, play.World.Oa.Billed);
    }

    [Fact]
    public async Task Two_thousand_letters_are_counted_as_people_see_them()
    {
        await using var play = await Play.StartAsync();
        play.Person();
        var gateway = new ZaloCsGateway(play.Zalo);
        var text = string.Concat(Enumerable.Repeat("ế", 2000));
        // The same letters with their marks apart are three times as many.
        var apart = text.Normalize(NormalizationForm.FormD);
        Assert.Equal(6000, apart.Length);
        Assert.Equal(0, ZaloText.Left(apart));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("u1", apart), CancellationToken.None));
        Assert.Equal(text, play.Ledger.Find("u1").Single().Text);
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "text-too-long"), await gateway.SendAsync(Play.To("u1", text + "a"), CancellationToken.None));
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "text-empty"), await gateway.SendAsync(Play.To("u1", ""), CancellationToken.None));
        Assert.Equal(1, play.World.Oa.Answers.Values.Sum());
    }

    [Fact]
    public async Task A_picture_goes_with_its_text_and_is_asked_for_again_after_seven_days()
    {
        await using var play = await Play.StartAsync();
        play.Person(hours: 0);
        var gateway = new ZaloCsGateway(play.Zalo);
        var picture = await new ZaloUploads(play.Zalo).ImageAsync([0xFF, 0xD8, 0xFF, 0xE0], CancellationToken.None);
        var message = Play.To("u1", "ជម្រាបសួរ") with { PictureId = picture.Value };
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(message, CancellationToken.None));
        Assert.Equal("ជម្រាបសួរ", play.Ledger.Find("u1").Single().Text);
        play.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        new ZaloInbound("u1", "user_send_text", "alo").Happen(play.World, play.Clock.GetUtcNow());
        Assert.Equal(new Outcome.RetryAfter(RetryReason.PictureExpired, null, "-100"), await gateway.SendAsync(message, CancellationToken.None));
    }

    [Fact]
    public async Task An_attempt_is_found_by_its_text_after_its_beginning_and_by_nothing_else()
    {
        await using var play = await Play.StartAsync();
        play.Person(hours: 0);
        var gateway = new ZaloCsGateway(play.Zalo);
        await gateway.SendAsync(Play.To("u1", "Cống mở 5 giờ"), CancellationToken.None);
        play.Clock.Advance(TimeSpan.FromHours(1));
        var started = play.Clock.GetUtcNow().UtcDateTime;
        // The same words an hour ago were another message; so are the person's own.
        new ZaloInbound("u1", "user_send_text", "Cống mở 5 giờ").Happen(play.World, play.Clock.GetUtcNow());
        Assert.IsType<Finding.Absent>(await gateway.FindAsync(Play.To("u1", "Cống mở 5 giờ"), started, CancellationToken.None));
        for (var i = 0; i < 25; i++)
        {
            await gateway.SendAsync(Play.To("u1", i == 3 ? "Cống mở 5 giờ" : $"tin {i}"), CancellationToken.None);
        }

        var found = Assert.IsType<Finding.Found>(await gateway.FindAsync(Play.To("u1", "Cống mở 5 giờ"), started, CancellationToken.None));
        Assert.Equal(play.Ledger.Find("u1")[4].MessageId, found.MessageId);
        Assert.IsType<Finding.CannotTell>(await gateway.FindAsync(Play.To("nobody"), started, CancellationToken.None));
        for (var i = 0; i < 100; i++)
        {
            await gateway.SendAsync(Play.To("u1", $"thêm {i}"), CancellationToken.None);
        }

        Assert.IsType<Finding.CannotTell>(await gateway.FindAsync(Play.To("u1", "Cống mở 5 giờ"), started, CancellationToken.None));
    }
}
