using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Provinces;
using TungNgo.Provinces.Packages;
using TungNgo.Web;

namespace TungNgo.Cli;

/// <summary>A province's figures for the node above, and what that node takes of them, as files.</summary>
internal static class FiguresCommand
{
    public static Command Create() => new("figures", "Figures between a province and the node above the provinces.") { Key(), Pack(), Trust(), Take() };

    private static Command Key()
    {
        var database = Options.Database();
        var command = new Command("key", "Print the public key of this installation, which the node above registers.") { database };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await OpenAsync(parse.GetValue(database)!, ct);
            await parse.InvocationConfiguration.Output.WriteLineAsync(await app.Services.GetRequiredService<OwnKey>().PublicAsync(ct));
            return 0;
        });
        return command;
    }

    private static Command Pack()
    {
        var database = Options.Database();
        var period = new Option<string>("--period") { Required = true, Description = "Code of a period, such as 2024-M9." };
        var file = new Option<string>("--out") { Required = true, Description = "Where the signed package is written." };
        var command = new Command("pack", "Sign the figures of a period for the node above. Exit codes: 0 written, 1 no such period.") { database, period, file };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await OpenAsync(parse.GetValue(database)!, ct);
            await using var scope = app.Services.CreateAsyncScope();
            return await SayAsync(parse, async () =>
            {
                var signed = await scope.ServiceProvider.GetRequiredService<MakePackage>().OfAsync(parse.GetValue(period)!, ct);
                await File.WriteAllBytesAsync(parse.GetValue(file)!, signed, ct);
                return $"{signed.Length:N0} bytes, {SignedPackage.HashOf(signed)[..12]}";
            });
        });
        return command;
    }

    private static Command Trust()
    {
        var database = Options.Database();
        var code = new Option<string>("--province") { Required = true, Description = "Official code of a province that is known here." };
        var key = new Option<string>("--key") { Required = true, Description = "File with its public key, as its node prints it." };
        var command = new Command("trust", "Register a province's public key on the node above. Exit codes: 0 registered, 1 no such province or no such key.") { database, code, key };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await OpenAsync(parse.GetValue(database)!, ct);
            await using var scope = app.Services.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var (today, root) = (services.GetRequiredService<TimeProvider>().Today(), services.GetRequiredService<AreaTree>().Today.Roots.First().AreaId);
            services.GetRequiredService<CurrentUser>().ActByRule(Actor.System.Name, new RoleInArea(Role.ProvinceOfficer, root));
            return await SayAsync(parse, async () =>
            {
                var named = await services.GetRequiredService<AppDb>().Provinces.AsNoTracking().Where(p => p.Code == parse.GetValue(code)).ToListAsync(ct);
                var province = named.Find(p => p.IsValidOn(today)) ?? throw new Refusal(Problems.NotFound);
                await services.GetRequiredService<ProvinceEdits>().AddKeyAsync(province.Id, await File.ReadAllTextAsync(parse.GetValue(key)!, ct), ct);
                return province.Name;
            });
        });
        return command;
    }

    private static Command Take()
    {
        var database = Options.Database();
        var files = new Argument<string[]>("files") { Description = "Packages, in any order; those known are passed over.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("take", "Take provinces' packages from files. Exit codes: 0 all taken or known, 1 some refused.") { database, files };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await OpenAsync(parse.GetValue(database)!, ct);
            var worst = 0;
            foreach (var file in parse.GetValue(files)!)
            {
                await using var scope = app.Services.CreateAsyncScope();
                worst = Math.Max(worst, await SayAsync(parse, async () =>
                {
                    var taken = await scope.ServiceProvider.GetRequiredService<TakePackage>().TakeAsync(await File.ReadAllBytesAsync(file, ct), null, null, ct);
                    return $"{Path.GetFileName(file)}: {taken.State.Word()}, {taken.Province}, {taken.Period}";
                }));
            }

            return worst;
        });
        return command;
    }

    private static async Task<WebApplication> OpenAsync(string database, CancellationToken ct)
    {
        var app = await Verb.OpenAsync(database, ct);
        await Startup.LoadAsync(app.Services, ct);
        return app;
    }

    private static async Task<int> SayAsync(ParseResult parse, Func<Task<string>> work)
    {
        try
        {
            await parse.InvocationConfiguration.Output.WriteLineAsync(await work());
            return 0;
        }
        catch (Refusal refusal)
        {
            var t = Texts.In("en");
            await parse.InvocationConfiguration.Error.WriteLineAsync(t[$"error.{refusal.Problem.Code}", refusal.Values]);
            return Verb.Failed;
        }
    }
}
