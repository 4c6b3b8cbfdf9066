using System.Text.RegularExpressions;

namespace TungNgo.Tests.Web;

/// <summary>What the content security policy would refuse must not stand in a page in the first place.</summary>
public sealed partial class PageRuleTests
{
    [Fact]
    public void Pages_hold_no_style_attributes_or_blocks() => AssertNowhere(InlineStyle());

    [Fact]
    public void Pages_hold_no_inline_scripts_or_handlers() => AssertNowhere(InlineScript());

    [Fact]
    public void Pages_name_no_foreign_host() => AssertNowhere(ForeignHost());

    [Fact]
    public void Pages_can_be_read_without_scrolling_sideways()
    {
        var wide = from page in Source.Server(".razor")
                   from line in page.Text.Split('\n').Select((text, i) => (Text: text.TrimEnd('\r'), Number: i + 1))
                   where line.Text.Length > 160 select $"{page.Path}:{line.Number}";
        Assert.Equal("", string.Join(' ', wide));
        Assert.Empty(Source.Server(".razor").Where(p => p.Text.Split('\n').Length > 300).Select(p => p.Path));
    }

    /// <summary>A browser shows its own fields of days in its own language, and not as on paper.</summary>
    [Fact]
    public void Days_are_typed_in_one_field_of_ours() => AssertNowhere(BrowsersDay());

    [Fact]
    public void Pages_try_what_a_form_asks_in_one_way() =>
        Assert.Empty(Source.Server(".razor").Where(p => OwnCatch().IsMatch(p.Text)).Select(p => p.Path));

    private static void AssertNowhere(Regex pattern)
    {
        var pages = Source.Server(".razor").ToList();
        Assert.NotEmpty(pages);
        Assert.Empty(pages.SelectMany(p => pattern.Matches(p.Text).Select(m => $"{p.Path}: {m.Value}")));
    }

    [GeneratedRegex("type=\"(date|month|week|datetime-local)\"|=> \"(date|month|datetime-local)\"")]
    private static partial Regex BrowsersDay();

    // One that adds to the page and throws on is none of its own.
    [GeneratedRegex(@"catch \(Refusal \w+\)(?! when)|catch \(Refusal\)")]
    private static partial Regex OwnCatch();

    [GeneratedRegex("""\sstyle\s*=\s*["']|<style\b""")]
    private static partial Regex InlineStyle();

    [GeneratedRegex("""<script(?![^>]*\bsrc=)[^>]*>|\son(?:click|change|submit|load|input)\s*=\s*["'][^@"']*\(""")]
    private static partial Regex InlineScript();

    // A namespace is a name, not a call.
    [GeneratedRegex("""(?:src|href|action)\s*=\s*["'](?:https?:)?//[^"']+""")]
    private static partial Regex ForeignHost();
}
