using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Sync;
using TungNgo.Training.Courses;

namespace TungNgo.Tests.Training;

/// <summary>What officers and members do with a class, by the console's forms and the phones' wire.</summary>
internal static partial class ClassDesk
{
    /// <summary>Ten past seven of the same morning in Vietnam: a session ends after an idle hour.</summary>
    public static readonly DateTime Before = new(2024, 10, 2, 0, 10, 0, DateTimeKind.Utc);

    /// <summary>Five minutes after it began: 8:05 of 2 October in Vietnam.</summary>
    public static readonly DateTime Held = new(2024, 10, 2, 1, 5, 30, DateTimeKind.Utc);

    public static readonly Course Security = new CourseCatalogue().Find(CourseCatalogue.Security)!;

    public static Dictionary<string, string> Form(Dictionary<string, string>? with = null) => new(new Dictionary<string, string>
    {
        ["course"] = CourseCatalogue.Security, ["day"] = "2024-10-02", ["starts"] = "08:00", ["minutes"] = "120", ["place"] = "Hội trường xã", ["trainer"] = "Trần Thị Mai",
        ["seats"] = "40", ["audience"] = "0", ["edition"] = "",
    }.Where(f => with?.ContainsKey(f.Key) != true).Concat(with ?? []));

    public static async Task<Guid> NewClassAsync(this HttpClient officer, Guid unit, Dictionary<string, string>? with = null)
    {
        using var answer = await officer.SubmitAsync("/training/classes/new", "class", Form(new(with ?? []) { ["unit"] = $"{unit}" }));
        Assert.Equal("", await RefusalAsync(answer));
        return Guid.Parse(Id().Match($"{answer.Headers.Location}").Value);
    }

    /// <summary>Sends a form of the class's page; the answer is what the page says when it does not go on.</summary>
    public static async Task<string> MoveAsync(this HttpClient official, Guid id, string form, Dictionary<string, string>? fields = null)
    {
        var path = $"/training/classes/{id}";
        var edition = Edition().Match(await official.GetStringAsync(path)) is { Success: true } match ? match.Groups[1].Value : "3";
        using var answer = await official.SubmitAsync(path, form, new(fields ?? []) { ["edition"] = edition });
        return await RefusalAsync(answer);
    }

    /// <summary>Empty when the page goes on.</summary>
    public static async Task<string> RefusalAsync(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Found ? "" : $"{answer.StatusCode} {WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())}";

    /// <summary>What stands on the wall now.</summary>
    public static async Task<string> WallAsync(this HttpClient officer, Guid id) =>
        Code().Match(await officer.GetStringAsync($"/training/classes/{id}/wall")).Groups[1].Value;

    public static Mutation Coming(this Village village, Guid id, string code, Guid? member = null) =>
        village.Mutate("class.come", member) with { Coming = new PushComing(id, code) };

    /// <param name="wrong">So many answers are wrong.</param>
    public static Mutation Test(this Village village, Guid id, int wrong = 0, Guid? member = null)
    {
        var test = village.Mutate("class.test", member);
        return test with
        {
            Test = new PushTest(id, [.. DrawnTest.Of(Security, test.Id).Select((q, i) => new PushTestAnswer(q.Code, i < wrong ? (q.Right + 1) % q.Options.Count : q.Right))]),
        };
    }

    public static async Task<WireTraining> TrainingAsync(this HttpClient phone) => (await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>()).Training!;

    /// <summary>A class of the village's commune to which its member came and whose test they passed, signed.</summary>
    public static async Task<TungNgo.Training.Certificate> CertifyAsync(this Village village, HttpClient officer, HttpClient approver, HttpClient phone)
    {
        var server = village.Server;
        var id = await officer.NewClassAsync(village.CommuneId);
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        server.Clock.Set(Held);
        Assert.All(await phone.PushAsync(village.Coming(id, await officer.WallAsync(id)), village.Test(id)), r => Assert.Equal("applied", r.Result));
        Assert.Equal("", await officer.MoveAsync(id, "close"));
        Assert.Equal("", await approver.MoveAsync(id, "sign"));
        return await server.WithDbAsync(db => db.Certificates.AsNoTracking().SingleAsync(c => c.ClassId == id));
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("name=\"edition\" value=\"(\\d+)\"")]
    private static partial Regex Edition();

    [GeneratedRegex("class-wall-word\">([A-Z2-9]{6})<")]
    private static partial Regex Code();
}
