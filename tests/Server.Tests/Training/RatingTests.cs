using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Sync;
using TungNgo.Training.Lessons;

namespace TungNgo.Tests.Training;

/// <summary>What members' phones tell of a class they were in, and of what they learn alone.</summary>
public sealed class RatingTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient officer = null!;
    private HttpClient phone = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(ClassDesk.Before);
        village = await Village.BuildAsync(server);
        officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        phone = await village.EnrolAsync(village.MemberId);
    }

    public async ValueTask DisposeAsync()
    {
        officer.Dispose();
        phone.Dispose();
        await server.DisposeAsync();
    }

    private Mutation Rating(Guid id, int mark = 5, string? remark = null, Guid? member = null) =>
        village.Mutate("class.rate", member) with { Rating = new PushRating(id, mark, mark, mark, remark) };

    private Mutation Lesson(string code) => village.Mutate("lesson.read") with { Lesson = new PushLesson(code) };

    [Fact]
    public async Task A_class_is_rated_once_by_who_was_there_and_shown_by_whole_fives_without_anybody()
    {
        var id = await officer.NewClassAsync(village.CommuneId);
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        server.Clock.Set(ClassDesk.Held);
        var code = await officer.WallAsync(id);
        Assert.Equal("class.unknown", (await phone.PushAsync(Rating(id))).Single().Code);
        Assert.Equal("class.unknown", (await phone.PushAsync(Rating(Guid.CreateVersion7()))).Single().Code);
        Assert.Equal("invalid", (await phone.PushAsync(Rating(id, 6))).Single().Code);
        var first = Rating(id, 2, "Nói chậm hơn");
        // Without a line: the attendance and the word on it go out together.
        Assert.All(await phone.PushAsync(village.Coming(id, code), first), r => Assert.Equal("applied", r.Result));
        Assert.Equal("already", (await phone.PushAsync(first)).Single().Result[..7]);
        Assert.Equal("class.rated", (await phone.PushAsync(Rating(id, 5))).Single().Code);
        Assert.True((await phone.TrainingAsync()).Classes.Single().Seats.Single().Rated);

        for (var i = 1; i < 5; i++)
        {
            var page = await PageAsync(id);
            Assert.DoesNotContain("Nói chậm hơn", page, StringComparison.Ordinal);
            Assert.Contains($"{i} người đã trả lời; kết quả dưới đây của 0 người", page, StringComparison.Ordinal);
            var member = await server.SettleTeamAsync(village.CommuneId, $"Lâm Sol {(char)('A' + i)}");
            using var other = await village.EnrolAsync(member);
            Assert.All(await other.PushAsync(village.Coming(id, code, member), Rating(id, 4, null, member)), r => Assert.Equal("applied", r.Result));
        }

        var five = await PageAsync(id);
        Assert.Contains("5 người đã trả lời; kết quả dưới đây của 5 người", five, StringComparison.Ordinal);
        Assert.Contains("3,6 / 5", five, StringComparison.Ordinal);
        Assert.Contains("Nói chậm hơn", five, StringComparison.Ordinal);

        // The sixth moves nothing: by the difference they would be known.
        var sixth = await server.SettleTeamAsync(village.CommuneId, "Sơn Kim");
        using (var other = await village.EnrolAsync(sixth))
        {
            Assert.All(await other.PushAsync(village.Coming(id, code, sixth), Rating(id, 1, "Ồn quá", sixth)), r => Assert.Equal("applied", r.Result));
        }

        var six = await PageAsync(id);
        Assert.Contains("6 người đã trả lời; kết quả dưới đây của 5 người", six, StringComparison.Ordinal);
        Assert.Contains("3,6 / 5", six, StringComparison.Ordinal);
        Assert.DoesNotContain("Ồn quá", six, StringComparison.Ordinal);

        // Neither the rating nor the trail says who thought what.
        Assert.All(await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "class.rate").ToListAsync()), a => Assert.DoesNotContain("Nói chậm", $"{a.After}", StringComparison.Ordinal));
        Assert.DoesNotContain(await server.WithDbAsync(db => db.ClassRatings.Select(r => r.Id).ToListAsync()), r => r.Version == 7 && r == first.Id);
    }

    [Fact]
    public async Task A_month_after_the_class_nobody_is_asked_any_more()
    {
        var id = await officer.NewClassAsync(village.CommuneId);
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        server.Clock.Set(ClassDesk.Held);
        Assert.All(await phone.PushAsync(village.Coming(id, await officer.WallAsync(id))), r => Assert.Equal("applied", r.Result));
        server.Clock.Set(ClassDesk.Held.AddDays(31));
        Assert.Equal("class.unknown", (await phone.PushAsync(Rating(id))).Single().Code);
    }

    [Fact]
    public async Task Lessons_come_with_the_pull_and_what_was_read_is_told_once_and_counted()
    {
        var first = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.Equal(["scams", "otp", "fake-police", "vneid-elder"], first.Lessons!.Select(l => l.Code));
        Assert.All(first.Lessons!.SelectMany(l => l.Cards), c => Assert.StartsWith("<svg", c.Picture, StringComparison.Ordinal));
        var next = await phone.GetAsync($"/api/sync/pull?after={first.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Null(next.Lessons);

        Assert.Equal("lesson.unknown", (await phone.PushAsync(Lesson("khong-co"))).Single().Code);
        Assert.All(await phone.PushAsync(Lesson("otp"), Lesson("otp"), Lesson("vneid2")), r => Assert.Equal("applied", r.Result));
        Assert.Equal(["otp", "vneid2"], (await phone.TrainingAsync()).Read.Select(r => r.Lesson));
        Assert.Contains("2 / ", WebUtility.HtmlDecode(await officer.GetStringAsync($"/training/skills?area={village.CommuneId}")), StringComparison.Ordinal);

        // Who reads on another phone has read.
        using var leader = await village.EnrolAsync(village.LeaderId);
        Assert.Empty((await leader.TrainingAsync()).Read);
    }

    [Fact]
    public async Task Phones_are_told_when_other_lessons_are_shipped()
    {
        var first = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        // As an older edition would have left it: the newest that phones were told of is another one.
        await server.WriteAsync((_, write) => write.Changed(TungNgo.Feed.ChangeKind.Lesson, Guid.CreateVersion7()));
        await using (var scope = server.Services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<LessonSeed>().PlantAsync(CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<LessonSeed>().PlantAsync(CancellationToken.None);
        }

        Assert.Equal(3, await server.WithDbAsync(db => db.Changes.CountAsync(c => c.Kind == TungNgo.Feed.ChangeKind.Lesson)));
        Assert.Equal(4, (await phone.GetAsync($"/api/sync/pull?after={first.UpTo}").ReadAsync<PullResponse>()).Lessons!.Length);
    }

    [Fact]
    public void Every_shipped_lesson_is_short_and_said_in_each_language()
    {
        foreach (var lesson in new LessonBook(server.Services.GetRequiredService<TungNgo.Services.ServiceCatalogue>()).InOrder)
        {
            Assert.InRange(lesson.Cards.Count, 4, 6);
            Assert.Contains("km", lesson.NeedsReview);
            Assert.All(lesson.Cards.Select(c => c.Text).Append(lesson.Name), t => Assert.Equal(["en", "km", "vi"], t.Where(w => w.Value.Length > 0).Select(w => w.Key).Order()));
            // Two minutes: a voice says about three syllables in a second, and slower for an elder.
            Assert.InRange(lesson.Cards.Sum(c => c.Text["vi"].Split(' ').Length), 60, 200);
        }
    }

    private async Task<string> PageAsync(Guid id) => WebUtility.HtmlDecode(await officer.GetStringAsync($"/training/classes/{id}"));
}
