using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Live;

namespace TungNgo.Tests.Figures;

public sealed class FigureEventTests
{
    [Fact]
    public async Task An_open_page_is_told_when_a_phone_syncs_and_no_more_once_the_session_ends()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var answer = await officer.GetAsync($"/api/figures/{village.CommuneId}/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("start", await NextEventAsync(lines));

        await phone.PushAsync(village.Visit(0));
        Assert.Equal("changed", await NextEventAsync(lines));

        // The account is closed: the next change ends the stream instead of being told.
        await server.WriteAsync((db, write) =>
        {
            foreach (var user in db.Users.ToList())
            {
                user.DisabledAt = write.Now;
                write.Changed(ChangeKind.Account, user.Id);
            }
        });
        await phone.PushAsync(village.Visit(1));
        Assert.Null(await NextEventAsync(lines));
    }

    [Fact]
    public void One_browser_cannot_take_all_places_and_a_place_comes_back_once()
    {
        var places = new StreamPlaces();
        var owner = Guid.CreateVersion7();
        var taken = Enumerable.Range(0, StreamPlaces.MostOfOne).Select(_ => places.Take(owner)).ToList();
        Assert.DoesNotContain(null, taken);
        Assert.Null(places.Take(owner));
        Assert.NotNull(places.Take(Guid.CreateVersion7()));
        taken[0]!.Dispose();
        taken[0]!.Dispose();
        Assert.NotNull(places.Take(owner));
        Assert.Null(places.Take(owner));
    }

    private static async Task<string?> NextEventAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                return line["event: ".Length..];
            }
        }

        return null;
    }
}
