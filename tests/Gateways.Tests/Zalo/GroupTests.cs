using TungNgo.Gateways;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Zalo;

namespace TungNgo.GatewayTests.Zalo;

public sealed class GroupTests
{
    [Fact]
    public async Task A_group_lives_from_its_pack_to_its_end()
    {
        await using var play = await Play.StartAsync();
        var ct = CancellationToken.None;
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            play.Person(id, $"8491234567{id[0] - 'a'}");
        }

        play.World.Oa.Assets["pack"] = new ZaloAsset("pack", "gmf10", Play.Morning.AddDays(30));
        var groups = new ZaloGroups(play.Zalo);
        Assert.Equal([new ZaloGroupPack("pack", Available: true, null, "01/04/2026")], (await groups.PacksAsync(10, ct)).Value!);
        var made = await groups.CreateAsync("Ấp Trường Thành A", "Tổ 1", "pack", ["a", "b"], ct);
        var group = made.Value!.Id;
        Assert.Equal("https://zalo.me/g/" + group, made.Value.Link);
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "-238"), (await groups.CreateAsync("x", "", "pack", ["a"], ct)).Problem);
        Assert.Equal([new ZaloGroupPack("pack", Available: false, group, "01/04/2026")], (await groups.PacksAsync(10, ct)).Value!);

        Assert.Null(await groups.InviteAsync(group, ["c"], ct));
        play.World.Oa.Users["d"].Follows = false;
        play.World.Oa.Users["d"].LastInteraction = Play.Morning.AddDays(-8);
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "-217"), await groups.InviteAsync(group, ["d"], ct));
        Assert.Equal(["a", "b", "c"], (await groups.MembersAsync(group, 0, 50, ct)).Value!);
        Assert.Null(await groups.RemoveAsync(group, ["b"], ct));
        Assert.Null(await groups.UpdateAsync(group, "Ấp Trường Thành B", "Tổ 2", ct));
        var info = (await groups.FindAsync(group, ct)).Value!;
        Assert.Equal(("Ấp Trường Thành B", 2, 10, true), (info.Name, info.Members, info.MostMembers, info.Enabled));
        var page = (await groups.ListAsync(0, 5, ct)).Value!;
        Assert.Equal((1, group), (page.Total, page.Groups.Single().Id));

        Assert.IsType<Outcome.Sent>(await new ZaloGroupGateway(play.Zalo).SendAsync(Play.To(group), ct));
        Assert.Single(play.Ledger.Find("c"));
        Assert.Empty(play.Ledger.Find("b"));

        play.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "-237"), await new ZaloGroupGateway(play.Zalo).SendAsync(Play.To(group), ct));
        Assert.Equal("16/05/2026", (await groups.FindAsync(group, ct)).Value!.DeletedOn);
        play.Clock.Advance(TimeSpan.FromDays(45));
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "-403"), await new ZaloGroupGateway(play.Zalo).SendAsync(Play.To(group), ct));
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "-403"), await groups.DeleteAsync(group, ct));
    }

    [Fact]
    public async Task Deleting_a_group_frees_its_pack()
    {
        await using var play = await Play.StartAsync();
        play.Person();
        play.World.Oa.Assets["pack"] = new ZaloAsset("pack", "gmf50", Play.Morning.AddDays(30));
        var groups = new ZaloGroups(play.Zalo);
        var group = (await groups.CreateAsync("x", "", "pack", ["u1"], CancellationToken.None)).Value!.Id;
        Assert.Null(await groups.DeleteAsync(group, CancellationToken.None));
        Assert.True((await groups.PacksAsync(50, CancellationToken.None)).Value!.Single().Available);
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "members-1-to-99"),
            (await groups.CreateAsync("x", "", "pack", [], CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task What_people_wrote_calls_nobody_in_the_group_and_is_found_again()
    {
        await using var play = await Play.StartAsync();
        play.Person();
        play.World.Oa.Assets["pack"] = new ZaloAsset("pack", "gmf50", Play.Morning.AddDays(30));
        var group = (await new ZaloGroups(play.Zalo).CreateAsync("x", "", "pack", ["u1"], CancellationToken.None)).Value!.Id;
        var gateway = new ZaloGroupGateway(play.Zalo);
        var message = Play.To(group, "Chào [@u1] và [@all]");
        var sent = Assert.IsType<Outcome.Sent>(await gateway.SendAsync(message, CancellationToken.None));
        var shown = play.Ledger.Find(group).Single().Text;
        Assert.DoesNotContain("[@", shown, StringComparison.Ordinal);
        Assert.Equal(message.Text, shown.Replace("\u2060", "", StringComparison.Ordinal));
        Assert.Equal(new Finding.Found(sent.MessageId), await gateway.FindAsync(message, Play.Morning.UtcDateTime, CancellationToken.None));
    }
}
