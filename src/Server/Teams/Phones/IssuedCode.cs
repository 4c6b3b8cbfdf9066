using TungNgo.Web;

namespace TungNgo.Teams.Phones;

/// <summary>A code as its member is told of it: to be read, scanned, or sent on in Zalo.</summary>
/// <param name="Spoken">The code in two halves, as it is read aloud.</param>
/// <param name="Address">Opens the field app with the code in hand, by the address that the world knows.</param>
internal sealed record IssuedCode(string Name, string Spoken, string Address, DateTime Expires)
{
    public static IssuedCode Of(string name, string code, DateTime expires, ServerOptions options) => new(name, $"{code[..4]} {code[4..]}", options.EnrolLink(code), expires);

    /// <summary>A message that needs no further word.</summary>
    public string Invitation(string team, Texts t) => t["teams.phone.invitation", Name, team, Address, Spoken, Formats.Instant(Expires)];
}
