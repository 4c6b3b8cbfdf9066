namespace TungNgo.Gateways.Cards;

/// <summary>What stands on a bulletin's picture. All words come from the caller, in the reader's language.</summary>
/// <param name="Language">vi, km or en.</param>
/// <param name="Kind">The kind of bulletin as a word; colour and icon alone say nothing to many.</param>
/// <param name="Icon">Name of a Tabler icon that the build put in; an unknown one is left out.</param>
/// <param name="Body">Plain text; a line feed ends a paragraph. As much as fits is shown.</param>
/// <param name="Date">Already written the way the language writes dates.</param>
/// <param name="Link">The short link, for the code and in letters beside it.</param>
/// <param name="More">"xem tiếp": ends a text that does not fit.</param>
/// <param name="Scan">"Quét mã để đọc đầy đủ".</param>
public sealed record CardContent(string Language, CardTone Tone, string Kind, string Icon, string Title, string Body, string Source, string Date, Uri Link, string More, string Scan);

public enum CardTone
{
    /// <summary>River green.</summary>
    Notice,

    /// <summary>Paddy green: all clear, fresh water.</summary>
    Good,

    /// <summary>Turmeric.</summary>
    Caution,

    /// <summary>Brick red.</summary>
    Danger,
}
