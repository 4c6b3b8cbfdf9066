using TungNgo.Tests.Questions;
using static TungNgo.Tests.Stock.StockDeeds;

namespace TungNgo.Tests.Stock;

/// <summary>A loan is seen where its household lives, and by the team that lent it, from when it is out until it is back.</summary>
public sealed class StockOfOthersTests
{
    [Fact]
    public async Task What_another_team_has_lent_to_a_door_is_named_and_goes_when_it_came_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var member = Guid.CreateVersion7();
        await village.SecondTeamAsync(member);
        using var lender = await village.EnrolAsync(village.MemberId);
        using var neighbour = await village.EnrolAsync(member);
        using (var officer = await village.OfficerAsync())
        {
            Assert.Equal("", await officer.ReceiveAsync(village, Phone, 2));
        }

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var home = village.Households[0].Id;
        var (first, second) = (village.Lend(Phone, home), village.Lend(Phone, home));
        Assert.All(await lender.PushAsync(first, second), r => Assert.Equal("applied", r.Result));
        await village.MoveAsync(home, village.OtherHamletId, null);

        var seen = await neighbour.PullAsync();
        Assert.Empty(seen.Stock!.Has);
        Assert.Equal(["Máy cho mượn", "Máy cho mượn"], seen.Stock.Loans.Select(l => l.Name!["vi"]));

        var back = village.Back(first.Id);
        Assert.Equal("applied", (await lender.PushAsync(back)).Single().Result);
        var later = await neighbour.PullAsync(seen.UpTo, $"{village.OtherHamletId}");
        Assert.Equal(second.Id, Assert.Single(later.Stock!.Loans).Id);

        // The neighbour takes the other one back by mistake: the lender is told that it is out after all.
        var mistaken = village.Back(second.Id) with { MemberId = member };
        Assert.Equal("applied", (await neighbour.PushAsync(mistaken)).Single().Result);
        var known = await lender.PullAsync();
        Assert.Empty(known.Stock!.Loans);
        Assert.Equal(first.Id, known.Stock.Moves.Single(m => m.Deed == "return").LoanId);
        Assert.Equal("applied", (await neighbour.PushAsync(village.Undo(mistaken.Id) with { MemberId = member })).Single().Result);
        var told = await lender.PullAsync(known.UpTo, $"{village.HamletId}");
        Assert.Equal(second.Id, Assert.Single(told.Stock!.Loans).Id);
        Assert.Null(told.Stock.Loans[0].Name);
    }
}
