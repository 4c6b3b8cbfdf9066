using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using TungNgo.Sync;

namespace TungNgo.Services;

/// <summary>Takes a guide's Markdown list apart into steps: one item a step, its picture named by the image in it.</summary>
internal static class GuideSteps
{
    public static WireGuideStep[] Of(string markdown) =>
        [.. Markdown.Parse(markdown).Descendants<ListItemBlock>().Select(item => new WireGuideStep(TextOf(item), PictureOf(item)))];

    private static string TextOf(ListItemBlock item) => string.Join('\n', item.OfType<LeafBlock>()
        .Select(p => string.Concat(p.Inline?.Descendants<LiteralInline>().Where(l => l.Parent is not LinkInline { IsImage: true }).Select(l => l.Content.ToString()) ?? []).Trim())
        .Where(t => t.Length > 0));

    private static string? PictureOf(ListItemBlock item) => item.Descendants<LinkInline>().FirstOrDefault(l => l.IsImage)?.Url is { } name ? Pictures.Find(name) : null;
}
