using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using TungNgo.Accounts;
using TungNgo.Bulletins;

namespace TungNgo.Contacts;

/// <summary>Whose address an opt-out speaks of.</summary>
public enum OptOutAddress { Phone = 1, ZaloUser = 2 }

/// <summary>
/// The token in the opt-out link of a message: 22 letters, since every sign of an SMS costs. It is the address itself, sealed: nobody can read a number
/// from it or make one for somebody else's. The same address has the same token for ever, so an old message's link still works.
/// </summary>
internal sealed class OptOutTokens(ServerKeys keys)
{
    private const string Key = "opt-out";

    /// <param name="kind">What <paramref name="address"/> is.</param>
    /// <param name="address">A phone number as 84… or a Zalo user id: digits only.</param>
    /// <param name="ct">Stops waiting for the key.</param>
    /// <exception cref="FormatException">Not a number.</exception>
    public async Task<string> MakeAsync(OptOutAddress kind, string address, CancellationToken ct)
    {
        var block = new byte[16];
        block[0] = (byte)kind;
        BinaryPrimitives.WriteUInt64BigEndian(block.AsSpan(1), ulong.Parse(address, NumberStyles.None, CultureInfo.InvariantCulture));
        using var aes = await OpenAsync(ct);
        return Base64Url.EncodeToString(aes.EncryptEcb(block, PaddingMode.None));
    }

    /// <returns>The address, or null when we did not make the token.</returns>
    public async Task<(OptOutAddress Kind, string Address)?> ReadAsync(string token, CancellationToken ct)
    {
        // Any other ending of the 22nd letter would decode to the same bytes.
        if (token.Length != BulletinLinks.StopTokenLength || !Base64Url.IsValid(token, out var length) || length != 16)
        {
            return null;
        }

        using var aes = await OpenAsync(ct);
        var block = aes.DecryptEcb(Base64Url.DecodeFromChars(token), PaddingMode.None);
        // Seven zero bytes: a made-up token has them once in 2⁵⁶ tries.
        return block.AsSpan(9).ContainsAnyExcept((byte)0) || !Enum.IsDefined((OptOutAddress)block[0])
            ? null
            : ((OptOutAddress)block[0], BinaryPrimitives.ReadUInt64BigEndian(block.AsSpan(1)).ToString(CultureInfo.InvariantCulture));
    }

    // One block, never a second: the electronic code book is then a permutation that only the key's holder can walk.
    private async Task<Aes> OpenAsync(CancellationToken ct)
    {
        var aes = Aes.Create();
        aes.Key = await keys.GetAsync(Key, () => RandomNumberGenerator.GetBytes(32), ct);
        return aes;
    }
}
