using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts.Frame;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

public sealed partial class TextTests
{
    [Theory]
    [InlineData("km")]
    [InlineData("en")]
    public void Every_language_says_all_that_Vietnamese_says(string language) =>
        Assert.Equal(Texts.Catalogue("vi").Keys.Order(StringComparer.Ordinal), Texts.Catalogue(language).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("km")]
    [InlineData("en")]
    public void Every_language_names_the_same_values(string language)
    {
        var different = Texts.Catalogue("vi").Where(t => !Values(t.Value).SetEquals(Values(Texts.Catalogue(language)[t.Key]))).Select(t => t.Key);
        Assert.Empty(different);
    }

    [Theory]
    [InlineData("km")]
    [InlineData("en")]
    public void What_Vietnamese_says_no_language_leaves_out(string language) =>
        Assert.Empty(Texts.Catalogue("vi").Where(t => t.Value.Length > 0 && string.IsNullOrWhiteSpace(Texts.Catalogue(language)[t.Key])).Select(t => t.Key));

    [Fact]
    public void Every_problem_says_what_happened_and_what_to_do() =>
        Assert.Empty(Problems.All.SelectMany(p => new[] { $"error.{p.Code}", $"error.{p.Code}.next" }).Except(Texts.Catalogue("vi").Keys));

    [Fact]
    public void Problem_codes_are_unique() => Assert.Empty(Problems.All.GroupBy(p => p.Code).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Khmer_drafts_are_marked_as_not_reviewed()
    {
        var drafts = Directory.GetFiles(Path.Combine(Source.Root, "src", "Server"), "Text.km.json", SearchOption.AllDirectories).Where(f => !f.Contains("artifacts", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(drafts);
        Assert.All(drafts, f => Assert.Equal("needs native review", JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(f))!.GetValueOrDefault("@status")));
    }

    [Fact]
    public void Pages_ask_only_for_texts_that_exist()
    {
        var known = Texts.Catalogue("vi");
        var missing =
            from file in Source.Server(".razor", ".cs")
            from Match use in Use().Matches(file.Text)
            let key = use.Groups["key"].Value
            // "$" begins a key put together at run time: then some text must begin as it does.
            where use.Groups["made"].Success ? !known.Keys.Any(k => k.StartsWith(key.Split('{')[0], StringComparison.Ordinal)) : !known.ContainsKey(key)
            select $"{file.Path}: {key}";
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public async Task What_features_put_into_the_frame_has_its_words_and_its_place()
    {
        await using var server = await TestServer.StartAsync();
        await using var scope = server.Services.CreateAsyncScope();
        var menu = scope.ServiceProvider.GetServices<MenuItem>().ToList();
        var searches = scope.ServiceProvider.GetServices<ISearch>().ToList();
        Assert.Empty(menu.Select(i => i.Text).Concat(searches.Select(s => s.Title)).Except(Texts.Catalogue("vi").Keys));
        Assert.Equal(28, menu.Select(i => i.Rank).Distinct().Count());
        Assert.Equal(15, searches.Select(s => s.Rank).Distinct().Count());
        Assert.Equal(21, scope.ServiceProvider.GetServices<IWork>().Select(w => w.Rank).Distinct().Count());
    }

    private static HashSet<string> Values(string text) => [.. Value().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Value();

    [GeneratedRegex("""\b(?:[Tt]|texts|Texts\(\))\[(?<made>\$)?"(?<key>[^"]+)"(?=[\],])""")]
    private static partial Regex Use();
}
