using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;
using TungNgo.Bulletins.Writing;
using TungNgo.Teams;

namespace TungNgo.Tests.Bulletins;

public sealed class GateTests
{
    private static readonly byte[] Ogg = [.. "OggS"u8, .. new byte[60]];

    [Fact]
    public async Task Where_Khmer_is_spoken_a_bulletin_without_Khmer_is_not_submitted()
    {
        await using var room = await Newsroom.OpenAsync();
        var id = (await room.BeginAsync(OnlyVietnamese(room))).Id;
        var edition = (await room.ReadAsync(id)).Versions[0].Edition;
        Assert.Equal((HttpStatusCode.BadRequest, "bulletins.language-missing"), await room.Writer.PostAsync($"/api/bulletins/{id}/submit", new BulletinDecision(edition)).RefusedAsync());
        var page = WebUtility.HtmlDecode(await room.Writer.GetStringAsync($"/bulletins/{id}"));
        Assert.Contains("1 ấp có 3 hộ nói tiếng Khmer", page, StringComparison.Ordinal);
        Assert.Contains("Ấp Trường Thành B", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_a_recording_or_a_reason_opens_the_gate()
    {
        await using var room = await Newsroom.OpenAsync();
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, (await room.BeginAsync()).Id, "submit"));

        var reason = await room.BeginAsync(OnlyVietnamese(room) with { Waivers = new() { ["km"] = "ngắn" } });
        Assert.Equal(HttpStatusCode.BadRequest, await room.DecideAsync(room.Writer, reason.Id, "submit"));
        reason = await room.BeginAsync(OnlyVietnamese(room) with { Waivers = new() { ["km"] = "Sư cả sẽ đọc bản tin tại chùa lúc 17 giờ" } });
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, reason.Id, "submit"));

        var heard = await room.BeginAsync(OnlyVietnamese(room));
        var file = await room.Writer.PostAsync($"/api/bulletins/{heard.Id}/files", FileTests.Form(Ogg, "khmer.ogg", audio: true)).ReadAsync<BulletinFileAnswer>();
        var input = OnlyVietnamese(room) with { Edition = heard.Versions[0].Edition };
        input.Texts["km"] = new(null, null, AudioId: file.Id);
        using var saved = await room.Writer.PutAsync($"/api/bulletins/{heard.Id}", input);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, heard.Id, "submit"));
    }

    [Fact]
    public async Task Where_nobody_speaks_Khmer_or_the_audience_leaves_it_out_nothing_is_asked()
    {
        await using var room = await Newsroom.OpenAsync();
        Audience[] audiences =
        [
            new([room.Village.OtherHamletId]), new([room.Village.CommuneId], Languages: ["vi"]), new([room.Village.CommuneId], TeamRoles: [TeamRole.Leader]),
        ];
        foreach (var audience in audiences)
        {
            var id = (await room.BeginAsync(OnlyVietnamese(room) with { Audience = audience })).Id;
            Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, id, "submit"));
        }
    }

    [Fact]
    public async Task A_unit_speaks_to_its_own_people_only_and_to_somebody()
    {
        await using var room = await Newsroom.OpenAsync();
        var tree = room.Server.Services.GetRequiredService<TungNgo.Areas.AreaTree>().Today;
        var neighbour = tree.ChildrenOf(tree.LineOf(room.Village.CommuneId).ElementAt(1).AreaId).First(u => u.AreaId != room.Village.CommuneId).AreaId;
        Assert.Equal((HttpStatusCode.BadRequest, "bulletins.audience-outside"),
            await room.Writer.PostAsync("/api/bulletins", room.Input() with { Audience = new([room.Village.HamletId, neighbour]) }).RefusedAsync());
        var id = (await room.BeginAsync(room.Input() with { Audience = new([]) })).Id;
        Assert.Equal(HttpStatusCode.BadRequest, await room.DecideAsync(room.Writer, id, "submit"));
    }

    [Fact]
    public async Task What_is_missing_or_too_long_or_a_citizens_number_is_told_before_anybody_has_to_approve_it()
    {
        await using var room = await Newsroom.OpenAsync();
        async Task<string> SubmitAsync(BulletinInput input)
        {
            var begun = await room.BeginAsync(input);
            return (await room.Writer.PostAsync($"/api/bulletins/{begun.Id}/submit", new BulletinDecision(begun.Versions[0].Edition)).RefusedAsync()).Code;
        }

        var without = room.Input();
        without.Texts["vi"] = new("Chỉ có tiêu đề", "");
        Assert.Equal("bulletins.text-needed", await SubmitAsync(without));
        Assert.Equal("bulletins.source-needed", await SubmitAsync(room.Input() with { Source = " " }));
        var tooLong = room.Input();
        tooLong.Texts["vi"] = new("Dài", new string('à', 1950));
        Assert.Equal("bulletins.zalo-too-long", await SubmitAsync(tooLong));
        // The same letters, typed as a letter and a mark each, are counted as people count them.
        var decomposed = room.Input();
        decomposed.Texts["vi"] = new("Vừa", new string('à', 1800).Normalize(System.Text.NormalizationForm.FormD));
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, (await room.BeginAsync(decomposed)).Id, "submit"));

        var numbered = room.Input();
        numbered.Texts["vi"] = new("Mời họp", "Ông Lý Dên, số 094 085 001 234, đến nhận tiền.");
        Assert.Equal("citizen-number", (await room.Writer.PostAsync("/api/bulletins", numbered).RefusedAsync()).Code);
        Assert.Equal("bulletins.period", (await room.Writer.PostAsync("/api/bulletins", room.Input() with { ValidTo = room.Now.AddDays(-1) }).RefusedAsync()).Code);
        Assert.Equal("bulletins.kind-unknown", (await room.Writer.PostAsync("/api/bulletins", room.Input() with { Kind = "gossip" }).RefusedAsync()).Code);
    }

    private static BulletinInput OnlyVietnamese(Newsroom room) => room.Input() with { Texts = new() { ["vi"] = new("Nước mặn", "Không lấy nước.") } };
}
