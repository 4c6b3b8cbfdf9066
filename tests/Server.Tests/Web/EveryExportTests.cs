using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Lists;
using TungNgo.Tests.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

/// <summary>Every table that leaves the house for an office: with a heading, a unit, a period, a day, a maker and room for signatures; as csv for a Vietnamese Excel.</summary>
public sealed partial class EveryExportTests
{
    /// <summary>Routes whose files are something else, each with its reason.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["/teams/template.xlsx"] = "a form to be filled in",
        ["/teams/import/bad.xlsx"] = "rows of the office's own list, to be mended and sent again",
        ["/api/imports/{id:guid}/bad.xlsx"] = "rows of the office's own list, to be mended and sent again",
        ["/documents/{id:guid}/download"] = "a paper as docx",
        ["/documents/templates/{id:guid}/download"] = "a template as docx",
        ["/areas/reorganise/template.xlsx"] = "a form to be filled in",
    };

    [Fact]
    public async Task Each_has_what_an_office_expects()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var callers = (await world.CallersAsync()).Where(c => c.Role is not null && c.Token is not null).ToList();
        var (faults, walked) = (new List<string>(), 0);
        foreach (var route in Exports(server))
        {
            var pattern = "/" + route.RoutePattern.RawText!.TrimStart('/');
            if (Others.ContainsKey(pattern))
            {
                continue;
            }

            var needs = route.Metadata.GetRequiredMetadata<NeedsAttribute>().Permission;
            var (sample, missing) = samples.Find("GET", pattern, isPage: false, anonymous: false);
            Assert.True(sample is not null, missing);
            foreach (var format in new[] { SheetWriter.Xlsx, SheetWriter.Csv })
            {
                var inPath = pattern.Contains("{format", StringComparison.Ordinal);
                if (!inPath && pattern.EndsWith($".{SheetWriter.Xlsx}", StringComparison.Ordinal) && format == SheetWriter.Csv)
                {
                    continue;
                }

                var asked = pattern == "/tables/sheet" ? $"/tables/sheet?i=HO&i=TO&pick=unit&period=last-M&area={world.CommuneId}" : sample.Path;
                var path = inPath ? FormatInPath().Replace(asked, "." + format) : QueryOf(asked, format);

                var file = await AnyAsync(callers.Where(c => RouteSamples.Expected[needs].Contains(c.Role!.Value)), path);
                if (file is null)
                {
                    faults.Add($"{path}: nobody gets it.");
                    continue;
                }

                walked++;
                faults.AddRange((format == SheetWriter.Xlsx ? await WorkbookAsync(file) : Csv(file)).Select(f => $"{path}: {f}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.InRange(walked, 50, 200);
    }

    [Fact]
    public async Task A_route_that_sounds_like_a_table_is_one_or_says_what_else_it_is()
    {
        await using var server = await TestServer.StartAsync();
        var known = Exports(server).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).ToHashSet();
        var unknown = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(r => SoundsLikeATable().IsMatch(r)).Except(known).Except(Others.Keys).Distinct();
        Assert.Empty(unknown);
    }

    /// <summary>What a page offers as a table is sent as a stream; programs' csv goes by content and is not among them.</summary>
    private static IEnumerable<RouteEndpoint> Exports(TestServer server) => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<MethodInfo>()?.ReturnType == typeof(Task<FileStreamHttpResult>));

    private static string QueryOf(string path, string format) =>
        path.Contains($".{format}", StringComparison.Ordinal) ? path : $"{FormatInQuery().Replace(path, "")}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}format={format}";

    private static async Task<byte[]?> AnyAsync(IEnumerable<Caller> callers, string path)
    {
        foreach (var caller in callers)
        {
            using var answer = await caller.Client.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return await answer.Content.ReadAsByteArrayAsync();
            }
        }

        return null;
    }

    private static async Task<List<string>> WorkbookAsync(byte[] file)
    {
        using var copy = new LocalCopy();
        await using (var target = copy.Create())
        {
            await target.WriteAsync(file);
        }

        var all = SheetFile.Whole(copy.Path).ToList();
        var first = all.Where(r => r.Sheet == all[0].Sheet).ToList();
        var lines = first.ConvertAll(r => string.Join('|', r.Cells.Select(c => c.Display)));
        var (t, faults) = (Texts.In("vi"), new List<string>());
        Ask(string.Concat(lines[0].Where(c => c is not ('|' or ':'))) is { Length: > 1 } title && title.StartsWith(first[0].Sheet[..Math.Min(first[0].Sheet.Length, 12)], StringComparison.Ordinal), $"sheet \"{first[0].Sheet}\" has the title \"{lines[0]}\"");
        Ask(Unit().IsMatch(lines[1]), $"unit: {lines[1]}");
        Ask(Period().IsMatch(lines[2]), $"period: {lines[2]}");
        Ask(Made().IsMatch(lines[3]), $"day and maker: {lines[3]}");
        Ask(first[4].IsBlank && first[5].Cells.Count(c => !c.IsBlank) > 1, $"headings: {lines[5]}");
        var signed = lines.FindLastIndex(l => l.StartsWith(t["sheet.maker"], StringComparison.Ordinal) && l.Contains(t["sheet.head"], StringComparison.Ordinal));
        Ask(signed > 5 && lines[signed + 1].StartsWith(t["sheet.sign"], StringComparison.Ordinal) && lines[^1].Length > 1, "signatures");
        // What comes back is the table alone.
        Ask(SheetFile.Rows(copy.Path).First().Cells.Select(c => c.Display).SequenceEqual(first[5].Cells.Select(c => c.Display)), "comes back with its heading");
        return faults;

        void Ask(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }
    }

    private static List<string> Csv(byte[] file)
    {
        var faults = new List<string>();
        if (!file.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            faults.Add("no byte order mark");
        }

        var head = Encoding.UTF8.GetString(file).TrimStart('\uFEFF').Split("\r\n")[0];
        if (!head.Contains(';', StringComparison.Ordinal))
        {
            faults.Add($"no semicolons: {head}");
        }

        return faults;
    }

    [GeneratedRegex(@"sheet|export|download|\.xlsx|\.csv|\.\{format")]
    private static partial Regex SoundsLikeATable();

    [GeneratedRegex(@"\.(csv|xlsx)(?=$|\?)")]
    private static partial Regex FormatInPath();

    [GeneratedRegex("(?<=[?&])format=[a-z]+&?")]
    private static partial Regex FormatInQuery();

    [GeneratedRegex(@"^Đơn vị: \w")]
    private static partial Regex Unit();

    [GeneratedRegex(@"^(Kỳ: .*\d{4}|Số liệu đến ngày \d\d/\d\d/\d{4})")]
    private static partial Regex Period();

    [GeneratedRegex(@"^Lập lúc \d\d/\d\d/\d{4} \d\d:\d\d, người lập: \w")]
    private static partial Regex Made();
}
