using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Sync;
using TungNgo.Teams;

namespace TungNgo.Tests.Questions;

/// <summary>What members ask and offices answer, by the phones' wire and the console's forms.</summary>
internal static class Askers
{
    public static Guid ProvinceId(this Village village) => village.Server.Services.GetRequiredService<AreaTree>().Today.LineOf(village.CommuneId).Last().AreaId;

    public static Guid SiblingId(this Village village)
    {
        var tree = village.Server.Services.GetRequiredService<AreaTree>().Today;
        return tree.ChildrenOf(tree.LineOf(village.CommuneId).ElementAt(1).AreaId).First(u => u.AreaId != village.CommuneId).AreaId;
    }

    public static Mutation Ask(this Village village, string text, Guid? id = null, Guid? member = null) =>
        village.Mutate("question.ask", member) with { Question = new PushQuestion(id ?? Guid.CreateVersion7(), text, "vi") };

    public static async Task<PullResponse> PullAsync(this HttpClient phone, long after = 0, string have = "") =>
        await phone.GetAsync($"/api/sync/pull?after={after}&have={have}").ReadAsync<PullResponse>();

    /// <summary>A member of a team of the neighbouring commune.</summary>
    public static async Task<(Guid Team, Guid Member)> NeighbourAsync(this Village village)
    {
        var (team, member, hamlet, sibling) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), village.SiblingId());
        await village.Server.WriteAsync((db, write) =>
        {
            var area = new Area { Id = hamlet };
            area.Versions.Add(new AreaVersion { Id = write.NewId(), AreaId = hamlet, Name = "Bên Cạnh", NameKey = "ap ben canh", Kind = AreaKind.Hamlet, ParentId = sibling, RecordedAt = write.Now });
            db.Areas.Add(area);
            db.Teams.Add(new Team { Id = team, Name = "Tổ bên cạnh", NameKey = "to ben canh", Level = TeamLevel.Hamlet, AreaId = hamlet });
            db.Members.Add(new Member { Id = member, Name = "Sơn Hàng Xóm", NameKey = SearchKey.Fold("Sơn Hàng Xóm"), Languages = "vi" });
            db.Memberships.Add(new Membership { Id = Guid.CreateVersion7(), TeamId = team, MemberId = member, Role = TeamRole.Member, From = new DateOnly(2024, 1, 1) });
            write.Changed(ChangeKind.Area, hamlet);
            write.Changed(ChangeKind.Team, team);
        });
        return (team, member);
    }

    public static async Task<int> EscalateAsync(this TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EscalateHelp>().StepAsync(CancellationToken.None);
    }

    /// <summary>Publishes an entry; its id, or what the page says.</summary>
    public static async Task<(Guid Id, string Refusal)> PublishAsync(
        this HttpClient official, Guid unit, string question, string answer, Guid? of = null, Dictionary<string, string>? more = null)
    {
        var fields = new Dictionary<string, string>(more ?? []);
        fields.TryAdd("id", $"{Guid.CreateVersion7()}");
        using var sent = await official.SubmitAsync(of is null ? "/answers/new" : $"/questions/{of}/publish", "answer", new(fields)
        {
            ["unit"] = $"{unit}", ["question"] = question, ["answer"] = answer, ["version"] = "", ["service"] = "",
        });
        return sent.StatusCode == HttpStatusCode.Found
            ? (Guid.Parse($"{sent.Headers.Location}".Split('?')[0].Split('/')[^1]), "") : (default, await SaidAsync(sent));
    }

    /// <summary>Sends a form of a page whose version is known; empty when it was done.</summary>
    public static async Task<string> SendAsync(this HttpClient official, string path, string form, Dictionary<string, string> fields)
    {
        using var sent = await official.SubmitAsync(path, form, fields);
        return sent.StatusCode == HttpStatusCode.Found ? "" : await SaidAsync(sent);
    }

    public static async Task<string> PageAsync(this HttpClient official, string path) => WebUtility.HtmlDecode(await official.GetStringAsync(path));

    private static async Task<string> SaidAsync(HttpResponseMessage sent) => $"{sent.StatusCode} {WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync())}";
}
