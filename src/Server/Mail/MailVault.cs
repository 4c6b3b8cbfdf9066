using Microsoft.AspNetCore.DataProtection;
using Secret = TungNgo.Gateways.Http.Secret;

namespace TungNgo.Mail;

/// <summary>Seals and opens the mail server's secret.</summary>
internal sealed class MailVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector seal = protection.CreateProtector("mail-secret");

    public string Seal(string secret) => seal.Protect(secret);

    public Secret? SecretOf(MailServer server) => server.Secret is null ? null : new(seal.Unprotect(server.Secret));
}
