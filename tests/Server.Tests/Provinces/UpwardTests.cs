using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Exchange.Push;
using TungNgo.Exchange.Systems;
using TungNgo.Provinces.Packages;
using TungNgo.Reports.Ladder;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Provinces;

/// <summary>From the chairman who signs the province's month to the screen of the node above.</summary>
public sealed class UpwardTests
{
    private static readonly DateTime October = new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_month_that_the_province_has_signed_goes_up_and_can_be_read_there()
    {
        await using var node = await TestServer.StartCountryAsync(October);
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October, simulators: [node.Address.Authority]));
        var province = offices.Server.AreaByCode("94");
        var system = Guid.CreateVersion7();
        await offices.Server.WriteAsync((db, write) => db.ReceivingSystems.Add(new ReceivingSystem
        {
            Id = system, AreaId = province, Code = "tw", Name = "Trung ương", Kind = "country", Address = $"{node.Address}api/provinces/packages", AutomaticSince = October,
        }));
        await SignAsync(offices, province);

        // The node above does not know the key yet: what was sent waits, and is sent again when it does.
        await TurnAsync(offices.Server);
        var message = await offices.Server.WithDbAsync(db => db.PushMessages.AsNoTracking().SingleAsync());
        Assert.Equal((PushState.Refused, "401"), (message.State, message.LastCode));
        await node.WithDbAsync(db => db.Provinces.Where(p => p.Code == "92").ExecuteUpdateAsync(s => s.SetProperty(p => p.Code, "94").SetProperty(p => p.Name, "Sóc Trăng").SetProperty(p => p.ValidFrom, (DateOnly?)null)));
        using var above = await node.OfficialAsync(Role.ProvinceOfficer, node.Tree().Roots.Single().AreaId);
        var sender = await node.WithDbAsync(db => db.Provinces.Where(p => p.Code == "94").Select(p => p.Id).SingleAsync());
        using var keyed = await above.SubmitAsync($"/provinces/{sender}/sender", "key", new() { ["pem"] = await offices.Server.Services.GetRequiredService<OwnKey>().PublicAsync(CancellationToken.None) });
        Assert.Equal(HttpStatusCode.Redirect, keyed.StatusCode);
        await ResendAsync(offices.Server, message.Id, province);
        await TurnAsync(offices.Server);
        Assert.Equal(PushState.Sent, (await offices.Server.WithDbAsync(db => db.PushMessages.AsNoTracking().SingleAsync())).State);
        Assert.Contains("8.326", WebUtility.HtmlDecode(await above.GetStringAsync($"/provinces?period=2024-MA10&indicator=TK_DDDT2")), StringComparison.Ordinal);
        await ResendAsync(offices.Server, message.Id, province);
        await TurnAsync(offices.Server);
        Assert.Equal(1, await node.WithDbAsync(db => db.FigurePackages.CountAsync()));
    }

    private static async Task SignAsync(ReportOffices offices, Guid province)
    {
        await offices.ApprovedAsync("2024-MA10");
        using var officer = await offices.Server.OfficialAsync(Role.ProvinceOfficer, province);
        using var approver = await offices.Server.OfficialAsync(Role.ProvinceApprover, province);
        var whole = await ReportOffices.BeginAsync(officer, province, "2024-MA10");
        await ReportOffices.MoveAsync(officer, whole, "submit", ("without", "true"));
        await ReportOffices.MoveAsync(approver, whole, "judge");
    }

    private static Task ResendAsync(TestServer server, Guid message, Guid province) => AsKeeperAsync(server, province, async services =>
    {
        await services.GetRequiredService<QueuePush>().ResendAsync(message, CancellationToken.None);
        return 0;
    });

    private static async Task<int> AsKeeperAsync(TestServer server, Guid province, Func<IServiceProvider, Task<int>> work)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.ProvinceOfficer, province));
        return await work(scope.ServiceProvider);
    }

    private static Task TurnAsync(TestServer server) => server.Services.GetRequiredService<PushTurn>().RunAsync(CancellationToken.None);
}
