using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using TungNgo.Web;

namespace TungNgo.Lists;

/// <summary>Lists that wait between preview and taking, each found again by a token that is of use to its sender alone.</summary>
internal sealed class KeptLists(ImportFiles files, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <param name="purpose">What kind of list it is: another kind's token does not find it.</param>
    /// <param name="sender">The account that sends it.</param>
    public async Task<string> KeepAsync(string purpose, Guid? sender, Stream content, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await files.SaveAsync(id, FileRole.List, content, ct);
        return Protector(purpose, sender).Protect(id.ToString());
    }

    /// <exception cref="Refusal">The token is nobody's or another's.</exception>
    public Guid IdOf(string purpose, Guid? sender, string token)
    {
        try
        {
            return Guid.Parse(Protector(purpose, sender).Unprotect(token));
        }
        catch (CryptographicException)
        {
            throw new Refusal(Problems.ImportFileGone);
        }
    }

    private IDataProtector Protector(string purpose, Guid? sender) => protection.CreateProtector(purpose, sender?.ToString() ?? "");
}
