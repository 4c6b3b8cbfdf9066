using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace TungNgo.Accounts.SigningIn;

/// <summary>
/// What an account holds beside its password, apart from passkeys: the secret of an app that shows codes, and codes on paper for the day on which
/// app and passkeys are gone. <see cref="User.TwoFactorEnabled"/> says whether any factor is asked for.
/// </summary>
internal sealed class SecondFactor
{
    public Guid UserId { get; init; }

    /// <summary>The app's secret under data protection; null when codes come from no app.</summary>
    public string? Secret { get; set; }

    /// <summary>The last half minute whose code was used: no code works twice.</summary>
    public long LastStep { get; set; }

    /// <summary>Hashes of the codes on paper that are left, with a space between them.</summary>
    public string PaperCodes { get; set; } = "";

    public int PaperCodesLeft => PaperCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>Makes and checks codes. It changes the given <see cref="SecondFactor"/>; the write is the caller's.</summary>
internal sealed class SecondFactorCodes(IDataProtectionProvider protection, ServerOptions options)
{
    private const int PaperCount = 10, PaperLength = 16;

    /// <summary>No look-alikes: they are written down by hand.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly IDataProtector protector = protection.CreateProtector("second-factor");

    /// <summary>One half minute before and after: telephones' clocks are not all right.</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new secret, sealed so that the page can carry it until its first code is typed.</summary>
    public string NewSecret(Guid userId) => protector.CreateProtector($"{userId}").Protect(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(20)));

    /// <summary>The secret as an app takes it by hand.</summary>
    public string? Open(Guid userId, string sealedSecret)
    {
        try
        {
            return protector.CreateProtector($"{userId}").Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether the code is right and new; then it is used up.</summary>
    public bool Use(SecondFactor factor, string code)
    {
        var typed = new string([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return typed.Length == PaperLength ? UsePaper(factor, typed) : UseApp(factor, typed);
    }

    /// <summary>New codes on paper; those given before are void.</summary>
    public static string[] NewPaperCodes(SecondFactor factor)
    {
        var codes = Enumerable.Range(0, PaperCount).Select(_ => RandomNumberGenerator.GetString(Alphabet, PaperLength)).ToArray();
        factor.PaperCodes = string.Join(' ', codes.Select(c => Hash(factor.UserId, c)));
        return [.. codes.Select(c => string.Join('-', c.Chunk(4).Select(p => new string(p))))];
    }

    private bool UseApp(SecondFactor factor, string code)
    {
        // True time, also where a demo shows another day: the telephone knows nothing of it.
        if (factor.Secret is not { } secret || Open(factor.UserId, secret) is not { } key
            || !new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(options.Clock.GetUtcNow().UtcDateTime, code, out var step, Window) || step <= factor.LastStep)
        {
            return false;
        }

        factor.LastStep = step;
        return true;
    }

    private static bool UsePaper(SecondFactor factor, string code)
    {
        var left = factor.PaperCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (!left.Remove(Hash(factor.UserId, code)))
        {
            return false;
        }

        factor.PaperCodes = string.Join(' ', left);
        return true;
    }

    /// <summary>Sixteen letters of 31 are 79 bits: no slow hash is needed.</summary>
    private static string Hash(Guid userId, string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}{code}")));
}
