using TungNgo.Gateways.Cards;
using TungNgo.Web;

namespace TungNgo.Bulletins.Cards;

/// <summary>The picture of a bulletin that members post in community groups: most people look before they read.</summary>
internal static class PictureCards
{
    /// <summary>A PNG for each language that has a text.</summary>
    public static IReadOnlyDictionary<string, byte[]> Draw(BulletinVersion version, BulletinKind? kind, IEnumerable<BulletinText> texts, string link) =>
        texts.Where(t => t.Title.Length > 0 && t.Body.Length > 0).ToDictionary(t => t.Language, t => Card.Render(Content(version, kind, t, new Uri(link))));

    private static CardContent Content(BulletinVersion version, BulletinKind? kind, BulletinText text, Uri link)
    {
        var words = Texts.In(text.Language);
        var source = string.Join(" · ", new[] { version.Source, version.DocumentNumber }.Where(s => !string.IsNullOrWhiteSpace(s)));
        return new(
            text.Language, Tone(version), kind is null ? "" : words.Of(kind.Name), kind?.Icon ?? "", text.Title, text.Body, source, Formats.Instant(version.ValidFrom), link,
            words["bulletins.card.more"], words["bulletins.card.scan"]);
    }

    private static CardTone Tone(BulletinVersion version) => version switch
    {
        { Relation: BulletinRelation.AllClear } => CardTone.Good,
        { Urgency: Urgency.Emergency } => CardTone.Danger,
        { Urgency: Urgency.Priority } => CardTone.Caution,
        _ => CardTone.Notice,
    };
}
