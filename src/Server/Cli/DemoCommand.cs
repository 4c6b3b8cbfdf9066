using System.CommandLine;
using System.Diagnostics;
using TungNgo.Demo;

namespace TungNgo.Cli;

internal static class DemoCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var size = new Option<string>("--size")
        {
            Description = "small: Long Phú in full, other hamlets with 25 households each. province: all 330,000 households and 1.2 million people.",
            DefaultValueFactory = _ => "small",
        };
        size.AcceptOnlyFromAmong("small", "province");
        var seed = new Option<int>("--seed") { Description = "Another number invents other people.", DefaultValueFactory = _ => 2024 };
        var command = new Command("demo", "Fill an empty database with a synthetic province. All or nothing: safe to interrupt. Exit code 2 when there is data already.") { database, size, seed };
        command.SetWork(async (parse, ct) =>
        {
            var output = parse.InvocationConfiguration.Output;
            var watch = Stopwatch.StartNew();
            await using var app = await Verb.MakeAsync(parse.GetValue(database)!, ct);
            await using var scope = app.Services.CreateAsyncScope();
            var province = scope.ServiceProvider.GetRequiredService<DemoProvince>();
            void Tell(string line) => output.WriteLine($"[{watch.Elapsed.TotalSeconds,5:0.0} s] {line}");
            if (!await province.FillAsync(parse.GetValue(size) == "province", parse.GetValue(seed), Tell, ct))
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync("This database holds data already; the demo only fills an empty one. Nothing was changed.");
                return 2;
            }

            Tell("the demo province is ready");
            return 0;
        });
        return command;
    }
}
