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

    private static void AssertNowhere(Regex pattern)
    {
        var pages = Source.Server(".razor").ToList();
        Assert.NotEmpty(pages);
        Assert.Empty(pages.SelectMany(p => pattern.Matches(p.Text).Select(m => $"{p.Path}: {m.Value}")));
    }

    [GeneratedRegex("""\sstyle\s*=\s*["']|<style\b""")]
    private static partial Regex InlineStyle();

    [GeneratedRegex("""<script(?![^>]*\bsrc=)[^>]*>|\son(?:click|change|submit|load|input)\s*=\s*["'][^@"']*\(""")]
    private static partial Regex InlineScript();

    // A namespace is a name, not a call.
    [GeneratedRegex("""(?:src|href|action)\s*=\s*["'](?:https?:)?//[^"']+""")]
    private static partial Regex ForeignHost();
}
