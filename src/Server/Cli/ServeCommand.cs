using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TungNgo.Demo;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Cli;

internal static class ServeCommand
{
    private const string Now = "now";

    public static Command Create()
    {
        var database = Options.Database();
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var demo = new Option<bool>("--demo") { Description = "Demo mode: logins on the sign-in page, settable clock. Never for real data." };
        var today = new Option<string>("--today")
        {
            Description = "With --demo: the day it is at start, as 2024-09-20, or \"now\"; it can be changed in the console.",
            DefaultValueFactory = _ => KnownFigures.Day.ToString("O", CultureInfo.InvariantCulture),
        };
        var publicUrl = new Option<string?>("--public-url") { Description = "How the world reaches this server, for links in messages; the first of --urls when left out." };
        var simulators = new Option<string[]>("--simulators") { Description = "host:port of simulated providers that may be called without TLS. Never for real data.", AllowMultipleArgumentsPerToken = true };
        var proxies = new Option<string[]>("--proxies")
        {
            Description = "Addresses or networks (10.1.0.0/16) of the reverse proxies in front, whose X-Forwarded-For and X-Forwarded-Proto are believed; TUNGNGO_PROXIES otherwise.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TUNGNGO_PROXIES")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
        var pagesOnly = new Option<bool>("--pages-only") { Description = "Leave planning and sending of bulletins to other nodes on the same database." };
        urls.Validators.Add(given => RefuseUnless(given, text => text.Split(';').All(IsAddress), "--urls takes addresses such as http://127.0.0.1:5080, with ; between them."));
        const string atRoot = "takes an address without a path: the pages, the phones' app and its service worker live at the root of a host. Give the server a host name of its own in the proxy.";
        urls.Validators.Add(given => RefuseUnless(given, text => !text.Split(';').All(IsAddress) || text.Split(';').All(a => BindingAddress.Parse(a).PathBase.Length == 0), $"--urls {atRoot}"));
        publicUrl.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is { } text
                && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { AbsolutePath: "/", Query: "", Fragment: "" }))
            {
                given.AddError($"--public-url {atRoot}");
            }
        });
        today.Validators.Add(given => RefuseUnless(given, text => text == Now || DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, default, out _), "--today takes a day such as 2024-09-20, or \"now\"."));
        proxies.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string[]>().Any(p => Forwarded.Parse(p) is null))
            {
                given.AddError("--proxies takes addresses such as 10.0.0.5 and networks such as 10.1.0.0/16.");
            }
        });
        var command = new Command("serve", "Serve the console, the field app and the API.") { database, urls, demo, today, publicUrl, proxies, simulators, pagesOnly };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = Server.Build(new ServerOptions
            {
                Database = parse.GetValue(database)!,
                Urls = parse.GetValue(urls),
                Demo = parse.GetValue(demo),
                PublicUrl = (parse.GetValue(publicUrl) ?? parse.GetValue(urls)!.Split(';')[0]).TrimEnd('/'),
                Proxies = parse.GetValue(proxies) ?? [],
                Simulators = parse.GetValue(simulators) ?? [],
                RunsLedger = !parse.GetValue(pagesOnly),
            });
            await Startup.MigrateAsync(app.Services, ct);
            await Startup.LoadAsync(app.Services, ct);
            if (app.Services.GetService<DemoClock>() is { } clock)
            {
                clock.Show(parse.GetValue(today) == Now ? null : DateOnly.Parse(parse.GetValue(today)!, CultureInfo.InvariantCulture));
                await DemoMode.OfferLoginsAsync(app.Services, ct);
                await DemoMode.TellAsync(app.Services, parse.InvocationConfiguration.Output);
            }
            else
            {
                await DemoMode.RefuseDemoAsync(app.Services, ct);
            }

            await app.RunAsync(ct);
            return 0;
        });
        return command;
    }

    private static void RefuseUnless(OptionResult given, Func<string, bool> holds, string otherwise)
    {
        if (!holds(given.GetValueOrDefault<string>()))
        {
            given.AddError(otherwise);
        }
    }

    private static bool IsAddress(string text)
    {
        try
        {
            BindingAddress.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
