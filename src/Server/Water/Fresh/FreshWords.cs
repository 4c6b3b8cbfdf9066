using System.Globalization;
using TungNgo.Data;

namespace TungNgo.Water.Fresh;

/// <summary>Times of fresh water as notices and bulletins write them, in every language alike.</summary>
internal static class FreshWords
{
    /// <summary>"02:00–05:00 (25/02), …"; days are named where the hours begin, and where they end when they last a day or more.</summary>
    public static string Of(IEnumerable<FreshWindow> windows) => string.Join(", ", windows.Select(w => (From: LegalDay.ToLocal(w.From), To: LegalDay.ToLocal(w.To)))
        .Select(w => w.To - w.From < TimeSpan.FromDays(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{w.From:HH:mm}–{w.To:HH:mm} ({w.From:dd/MM})")
            : string.Create(CultureInfo.InvariantCulture, $"{w.From:HH:mm} ({w.From:dd/MM}) – {w.To:HH:mm} ({w.To:dd/MM})")));
}
