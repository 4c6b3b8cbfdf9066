using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Feed;
using TungNgo.Gatherings;
using TungNgo.Sync;

namespace TungNgo.Tests.Gatherings;

/// <summary>A resident takes a time at the public page or at the door; the team sees it, and it can be given back.</summary>
public sealed partial class BookingTests
{
    private static readonly DateTime Morning = new(2024, 10, 1, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Tomorrow = new(2024, 10, 2);

    [Fact]
    public async Task A_time_taken_on_the_page_is_on_the_teams_phone_and_given_back_it_is_free_again()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = await GatheringTests.PlanAsync(village, slot: 60, day: Tomorrow);
        using var anybody = server.Anonymous();
        Assert.Contains($"/hen/{id}", WebUtility.HtmlDecode(await anybody.GetStringAsync($"/tin/{village.HamletId}")), StringComparison.Ordinal);
        var form = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/hen/{id}"));
        Assert.Contains("07:30 (còn 2 chỗ)", form, StringComparison.Ordinal);

        using var taken = await TakeAsync(anybody, id, "07:30", "Sơn Thị Mỹ", "0912 345 678");
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        var own = taken.Headers.Location!.OriginalString;
        Assert.Contains("Sơn Thị Mỹ", WebUtility.HtmlDecode(await anybody.GetStringAsync(own)), StringComparison.Ordinal);
        Assert.Equal(("Sơn Thị Mỹ", "0912345678"), (await GatheringTests.PullAsync(phone)).Gatherings!.Single().Bookings.Select(b => (b.Name, b.Phone!)).Single());

        // At the door a member takes the second seat; a third is told that the time is taken, and keeps what was typed.
        var booking = new PushBooking(Guid.CreateVersion7(), id, new(7, 30), HouseholdId: village.Households[0].Id);
        Assert.Equal("applied", Assert.Single(await phone.PushAsync(village.Mutate("gathering.book") with { Booking = booking })).Result);
        using var third = await TakeAsync(anybody, id, "07:30", "Lâm Văn Ba", "");
        Assert.Equal(HttpStatusCode.Conflict, third.StatusCode);
        var kept = WebUtility.HtmlDecode(await third.Content.ReadAsStringAsync());
        Assert.Contains("Giờ 07:30 vừa có người khác hẹn.", kept, StringComparison.Ordinal);
        Assert.Contains("Lâm Văn Ba", kept, StringComparison.Ordinal);

        using var back = await anybody.PostAsync($"{own.Split('?')[0]}/bo", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        using var again = await TakeAsync(anybody, id, "07:30", "Lâm Văn Ba", "");
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal("applied", Assert.Single(await phone.PushAsync(village.Mutate("gathering.unbook") with { Booking = new(booking.Id, id) })).Result);
        var entries = await server.WithDbAsync(db => db.AuditEntries.Select(e => e.Action).Where(e => e.StartsWith("booking")).ToListAsync());
        Assert.Equal((2, 3), (entries.Count(e => e == "booking.give-back"), entries.Count(e => e == "booking.take")));
        Assert.Equal(["Lâm Văn Ba"], (await GatheringTests.PullAsync(phone)).Gatherings!.Single().Bookings.Select(b => b.Name));
    }

    [Fact]
    public async Task Two_who_ask_for_the_last_seat_at_once_do_not_both_get_it()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        var id = await GatheringTests.PlanAsync(village, slot: 60, day: Tomorrow);
        using var anybody = server.Anonymous();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TakeAsync(anybody, id, "08:30", $"Người {i}", "")));
        Assert.Equal(2, answers.Count(a => a.StatusCode == HttpStatusCode.SeeOther));
        Assert.Equal(2, await server.WithDbAsync(db => db.Bookings.CountAsync()));
        Array.ForEach(answers, a => a.Dispose());
    }

    [Theory]
    [InlineData("07:30", "", "0912345678", 400)]
    [InlineData("07:45", "Kim Lan", "", 400)]
    [InlineData("", "Kim Lan", "", 400)]
    [InlineData("07:30", "Kim Lan", "không có", 400)]
    [InlineData("07:30", "093050001234", "", 400)]
    public async Task What_cannot_be_is_refused_on_the_page(string slot, string name, string phone, int status)
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        var id = await GatheringTests.PlanAsync(village, slot: 60, day: Tomorrow);
        using var anybody = server.Anonymous();
        using var answer = await TakeAsync(anybody, id, slot, name, phone);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(0, await server.WithDbAsync(db => db.Bookings.CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/hen/ma/ABCD2345")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/hen/{Guid.CreateVersion7()}")).StatusCode);
    }

    [Fact]
    public async Task A_gathering_that_is_called_off_says_so_to_who_had_booked_and_names_are_forgotten_in_time()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        var id = await GatheringTests.PlanAsync(village, slot: 60, day: Tomorrow);
        using var anybody = server.Anonymous();
        using var taken = await TakeAsync(anybody, id, "07:30", "Sơn Thị Mỹ", "");
        await village.SaveAsync($"/gatherings/{id}", "off", new() { ["edition"] = $"{await server.WithDbAsync(db => db.Gatherings.Select(g => g.Edition).SingleAsync())}" });
        Assert.Contains("Buổi này đã hủy.", WebUtility.HtmlDecode(await anybody.GetStringAsync(taken.Headers.Location!.OriginalString)), StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromDays(ForgetBookings.Days + 2));
        await using var scope = server.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<ForgetBookings>().StepAsync(CancellationToken.None));
        Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<ForgetBookings>().StepAsync(CancellationToken.None));
        Assert.Equal(0, await server.WithDbAsync(db => db.Bookings.CountAsync(b => b.Name != null || b.Phone != null || b.HouseholdId != null)));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(taken.Headers.Location!.OriginalString)).StatusCode);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_takes_one_time()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        var id = await GatheringTests.PlanAsync(village, slot: 60, day: Tomorrow);
        using var anybody = server.Anonymous();
        var minted = Minted().Match(await anybody.GetStringAsync($"/hen/{id}")).Groups[1].Value;
        using var first = await TakeAsync(anybody, id, "07:30", "Sơn Thị Mỹ", "", minted);
        using var second = await TakeAsync(anybody, id, "07:30", "Sơn Thị Mỹ", "", minted);
        Assert.Equal((HttpStatusCode.SeeOther, first.Headers.Location), (second.StatusCode, second.Headers.Location));
        Assert.Equal(1, await server.WithDbAsync(db => db.Bookings.CountAsync()));

        // Back to the form with another name is one more; with somebody else's number it is nothing.
        using var third = await TakeAsync(anybody, id, "07:30", "Lâm Văn Ba", "", minted);
        Assert.NotEqual(first.Headers.Location, third.Headers.Location);
        Assert.Equal(2, await server.WithDbAsync(db => db.Bookings.CountAsync()));
        await server.WriteAsync((db, write) =>
        {
            var (foreign, own) = (Guid.CreateVersion7(), Guid.Parse(minted));
            db.Gatherings.Add(new Gathering { Id = foreign, HamletId = village.HamletId, TeamId = village.TeamId, Place = "Chợ", Day = Tomorrow, Starts = new(8, 0), Minutes = 60, SlotMinutes = 60, SlotSeats = 1, EditedAt = Morning });
            db.Bookings.Where(b => b.Id == own).ExecuteUpdate(b => b.SetProperty(x => x.GatheringId, foreign));
            write.Changed(ChangeKind.Gathering, foreign, village.HamletId);
        });
        using var strange = await TakeAsync(anybody, id, "08:30", "Sơn Thị Mỹ", "", minted);
        Assert.Equal(HttpStatusCode.BadRequest, strange.StatusCode);
    }

    [Fact]
    public async Task Later_times_of_the_day_are_to_be_had_after_the_first_who_came_and_what_is_over_says_so()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = await GatheringTests.PlanAsync(village, slot: 60);
        var came = village.Visit(0);
        Assert.Null(Assert.Single(await phone.PushAsync(came with { Visit = came.Visit! with { GatheringId = id } })).Code);
        using var anybody = server.Anonymous();
        var form = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/hen/{id}"));
        Assert.DoesNotContain("07:30 (còn", form, StringComparison.Ordinal);
        Assert.Contains("08:30 (còn 2 chỗ)", form, StringComparison.Ordinal);
        Assert.Contains($"/hen/{id}", await anybody.GetStringAsync($"/tin/{village.HamletId}"), StringComparison.Ordinal);
        using var taken = await TakeAsync(anybody, id, "08:30", "Sơn Thị Mỹ", "");
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        var own = taken.Headers.Location!.OriginalString.Split('?')[0];
        Assert.Contains($"{own}/bo", await anybody.GetStringAsync(own), StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.DoesNotContain($"{own}/bo", await anybody.GetStringAsync(own), StringComparison.Ordinal);
        using var late = await anybody.PostAsync($"{own}/bo", new FormUrlEncodedContent([]));
        Assert.Equal(1, await server.WithDbAsync(db => db.Bookings.CountAsync(b => b.OffAt == null)));
        server.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Contains("Buổi này đã qua.", WebUtility.HtmlDecode(await anybody.GetStringAsync($"/hen/{id}")), StringComparison.Ordinal);
        using var over = await TakeAsync(anybody, id, "10:30", "Kim Lan", "");
        Assert.Equal(HttpStatusCode.Conflict, over.StatusCode);
    }

    private static Task<HttpResponseMessage> TakeAsync(HttpClient anybody, Guid id, string slot, string name, string phone, string? minted = null) =>
        anybody.PostAsync($"/hen/{id}", new FormUrlEncodedContent(new Dictionary<string, string> { ["gio"] = slot, ["ten"] = name, ["dt"] = phone, ["id"] = minted ?? "" }));

    [GeneratedRegex("name=\"id\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Minted();
}
