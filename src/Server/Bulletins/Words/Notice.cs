using TungNgo.Bulletins.Writing;

namespace TungNgo.Bulletins.Words;

/// <summary>What a bulletin says in one language: all that the texts of the channels are made from.</summary>
/// <param name="Short">For SMS and templates; empty takes the title.</param>
/// <param name="Unaccented">An SMS of it goes without Vietnamese marks.</param>
/// <param name="Link">To its public page.</param>
/// <param name="StopLink">To where the reader's number is taken off; each has its own, all of one length. Null for emergencies, which nobody can refuse.</param>
/// <param name="HowToStop">To the page that says to anybody how messages are stopped.</param>
internal sealed record Notice(
    string Language, string Title, string Body, string Short, string Source, string? DocumentNumber, bool Unaccented, string Link, string? StopLink, string HowToStop)
{
    public static Notice Of(BulletinVersion version, BulletinText text, string code, ServerOptions server) => new(
        text.Language, text.Title, text.Body, text.Short, version.Source, version.DocumentNumber, MayLoseMarks(version.Unaccented, text.Language), server.LinkTo(code),
        Stop(version.Urgency, server), server.HowToStop());

    /// <summary>As it stands in the form, saved or not.</summary>
    public static Notice Of(BulletinInput input, string language, string code, ServerOptions server)
    {
        var text = input.Texts.GetValueOrDefault(language);
        return new(
            language, text?.Title ?? "", text?.Body ?? "", text?.Short ?? "", input.Source ?? "", input.DocumentNumber, MayLoseMarks(input.Unaccented, language), server.LinkTo(code),
            Stop(input.Urgency, server), server.HowToStop());
    }

    private static string? Stop(Urgency urgency, ServerOptions server) => urgency == Urgency.Emergency ? null : server.SampleStopLink();

    // Khmer has no such form and English needs none.
    private static bool MayLoseMarks(bool unaccented, string language) => unaccented && language == "vi";
}
