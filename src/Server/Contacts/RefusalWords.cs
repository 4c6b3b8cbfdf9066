using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Contacts;

/// <summary>What people write to an account of ours to stop messages and to get them again, in their own words.</summary>
internal sealed class RefusalWords(OptOuts optOuts)
{
    /// <param name="language">Of the answer, where the words do not tell.</param>
    /// <param name="inTalk">Somebody of ours is talking with the person: a word in doubt is then an answer to them.</param>
    /// <param name="ct">Stops before anything is written.</param>
    /// <returns>What to say back; null when the message is for people to read.</returns>
    public async Task<string?> TakeAsync(Write write, PersonEvent.Said message, string? language, bool inTalk, CancellationToken ct)
    {
        var said = FreeText.CleanLines(message.Text) ?? "";
        var texts = Texts.In(Letters.LanguageOf(said) ?? language);
        switch (RefusalMeaning.Of(said))
        {
            case Refused.Stop:
                await optOuts.RefuseAsync(write, message.Address, null, null, "reply", ct);
                return texts["contacts.reply.stopped"];
            case Refused.Again:
                await optOuts.AllowAsync(write, message.Address, null, null, "reply", ct);
                return texts["contacts.reply.started"];
            case Refused.Perhaps when !inTalk:
                return texts["contacts.reply.perhaps"];
            default:
                return null;
        }
    }
}
