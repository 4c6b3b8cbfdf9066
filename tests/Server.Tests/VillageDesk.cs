using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Figures.Proof;
using TungNgo.Households;

namespace TungNgo.Tests;

/// <summary>What an officer does to a village, by the forms of the console, and what its figures come to.</summary>
internal static class VillageDesk
{
    public static Task<HttpClient> OfficerAsync(this Village village) => village.Server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);

    /// <param name="day">The first day in the other hamlet; null says that it was always there.</param>
    public static Task MoveAsync(this Village village, Guid household, Guid to, DateOnly? day) => village.SaveAsync($"/households/{household}/move", "move", new()
    {
        ["hamlet"] = $"{to}", ["how"] = day is null ? "always" : "day", ["day"] = $"{day ?? village.Server.Clock.Today():yyyy-MM-dd}",
    });

    public static Task CloseAsync(this Village village, Guid household, DateOnly day) =>
        village.SaveAsync($"/households/{household}/close", "close", new() { ["reason"] = "MovedAway", ["day"] = $"{day:yyyy-MM-dd}" });

    /// <summary>Sends a form that must be taken.</summary>
    public static async Task SaveAsync(this Village village, string path, string form, Dictionary<string, string>? fields = null)
    {
        using var officer = await village.OfficerAsync();
        using var answer = await officer.SubmitAsync(path, form, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{path} answered {answer.StatusCode}");
    }

    /// <summary>A household of any hamlet with one person, that phones of the village's team need not know.</summary>
    public static async Task<(Guid Household, Guid Person)> SettleAsync(this TestServer server, Guid hamletId, string head)
    {
        var (household, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await server.WriteAsync((db, write) =>
        {
            var day = write.Today.Number();
            db.Households.Add(new Household
            {
                Id = household, Number = write.Changed(ChangeKind.Household, household, hamletId), HamletId = hamletId, Head = head, SearchText = SearchKey.Fold(head), AddedDay = day,
            });
            var added = new Person { Id = person, HouseholdId = household, Name = head, Relation = "head", AddedDay = day };
            db.People.Add(added);
            write.Cells.Add(hamletId, Indicators.Households, day, 1);
            HouseholdStocks.CountNew(added, hamletId, day, write.Cells);
        });
        return (household, person);
    }

    /// <summary>What stood at the end of a day; of flows, what happened on it.</summary>
    public static Task<int> CountAsync(this TestServer server, Guid leaf, int indicator, DateOnly day)
    {
        var number = day.Number();
        return server.WithDbAsync(db => db.Cells.Where(c => c.HamletId == leaf && c.Indicator == indicator && (Indicators.IsFlow(indicator) ? c.Day == number : c.Day <= number)).SumAsync(c => c.Value));
    }

    /// <summary>A count from the registers themselves comes to the same figures; a test's notice is planned without being counted.</summary>
    public static async Task AssertRecountedAsync(this TestServer server)
    {
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var scope = server.Services.CreateAsyncScope();
        var recount = await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(false, Actor.System, null, CancellationToken.None);
        Assert.DoesNotContain(recount.Differences, d => d.Indicator is not (Indicators.NoticesPlanned or Indicators.NoticesReached));
    }
}
