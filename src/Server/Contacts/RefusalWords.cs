using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Contacts;

/// <summary>Single words, written to an account of ours, by which people stop messages and ask for them again.</summary>
internal sealed class RefusalWords(OptOuts optOuts)
{
    // With their tones: "đúng" (right) and "dùng" (use) must not stop anything, though both fold to "dung".
    private static readonly string[] Stop = ["dung", "dừng", "stop", "ngung", "ngừng", "ឈប់"];
    private static readonly string[] Start = ["nhan", "nhận", "start", "ទទួល"];

    /// <param name="language">Of the answer, where the words do not tell.</param>
    /// <returns>What to say back; null when the message is no such word.</returns>
    public async Task<string?> TakeAsync(Write write, PersonEvent.Said message, string? language, CancellationToken ct)
    {
        var said = FreeText.CleanLines(message.Text)?.ToLowerInvariant() ?? "";
        var texts = Texts.In(Letters.LanguageOf(said) ?? language);
        if (Stop.Contains(said))
        {
            await optOuts.RefuseAsync(write, message.Address, null, null, "reply", ct);
            return texts["contacts.reply.stopped"];
        }

        if (Start.Contains(said))
        {
            await optOuts.AllowAsync(write, message.Address, null, null, "reply", ct);
            return texts["contacts.reply.started"];
        }

        return null;
    }
}
