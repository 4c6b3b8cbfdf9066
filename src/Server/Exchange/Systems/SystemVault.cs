using Microsoft.AspNetCore.DataProtection;
using Secret = TungNgo.Gateways.Http.Secret;

namespace TungNgo.Exchange.Systems;

/// <summary>Seals and opens what proves us to a receiving system.</summary>
internal sealed class SystemVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector seal = protection.CreateProtector("receiving-system");

    public string Seal(string secret) => seal.Protect(secret);

    public Secret? Open(ReceivingSystem system) => system.Secret is { } sealedSecret ? new Secret(seal.Unprotect(sealedSecret)) : null;
}
