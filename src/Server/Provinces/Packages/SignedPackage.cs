using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using System.Text.Json;
using TungNgo.Web;

namespace TungNgo.Provinces.Packages;

/// <summary>The envelope: COSE_Sign1 (RFC 9052) with ES256 over the body as gzipped JSON. The key is named by its print.</summary>
internal static class SignedPackage
{
    public const string MediaType = "application/cose";

    /// <summary>A province of 130 units and 60 indicators stays below a third of it.</summary>
    public const int MostBytes = 1 << 20, MostUnpacked = 32 << 20;

    private static readonly JsonSerializerOptions Shape = ShapeOf();

    public static byte[] Sign(PackageBody body, ECDsa key)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            JsonSerializer.Serialize(zip, body, Shape);
        }

        var headers = new CoseHeaderMap();
        headers.Add(CoseHeaderLabel.KeyIdentifier, Convert.FromHexString(PrintOf(key.ExportSubjectPublicKeyInfo())));
        return CoseSign1Message.SignEmbedded(packed.ToArray(), new CoseSigner(key, HashAlgorithmName.SHA256, headers));
    }

    /// <summary>Print of a public key: SHA-256, as 64 digits.</summary>
    public static string PrintOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    public static string HashOf(byte[] signed) => Convert.ToHexStringLower(SHA256.HashData(signed));

    /// <summary>Reads the envelope only; nothing in it is believed before <see cref="Open"/>.</summary>
    /// <exception cref="Refusal">It is cut off, or something else.</exception>
    public static (CoseSign1Message Message, string KeyPrint) Read(byte[] signed)
    {
        try
        {
            var message = CoseMessage.DecodeSign1(signed);
            return message.ProtectedHeaders.TryGetValue(CoseHeaderLabel.KeyIdentifier, out var print) && print.GetValueAsBytes() is { Length: 32 } bytes && message.Content is not null
                ? (message, Convert.ToHexStringLower(bytes)) : throw new Refusal(Problems.PackageUnreadable);
        }
        catch (Exception fault) when (fault is CryptographicException or InvalidOperationException or System.Formats.Cbor.CborContentException)
        {
            throw new Refusal(Problems.PackageUnreadable);
        }
    }

    /// <summary>The body, once the signature holds.</summary>
    /// <exception cref="Refusal">Signed by another key, or not what was signed.</exception>
    public static PackageBody Open(CoseSign1Message message, byte[] publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        if (!Holds(message, key))
        {
            throw new Refusal(Problems.PackageSignature);
        }

        try
        {
            using var zip = new GZipStream(new MemoryStream(message.Content!.Value.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = zip.Read(buffer)) > 0;)
            {
                if (plain.Length + read > MostUnpacked)
                {
                    throw new Refusal(Problems.TooLarge);
                }

                plain.Write(buffer, 0, read);
            }

            plain.Position = 0;
            return JsonSerializer.Deserialize<PackageBody>(plain, Shape) ?? throw new Refusal(Problems.PackageUnreadable);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            throw new Refusal(Problems.PackageUnreadable);
        }
    }

    private static bool Holds(CoseSign1Message message, ECDsa key)
    {
        try
        {
            return message.VerifyEmbedded(key);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static JsonSerializerOptions ShapeOf()
    {
        var shape = new JsonSerializerOptions(JsonSerializerDefaults.Web) { AllowDuplicateProperties = false };
        JsonShape.Apply(shape);
        return shape;
    }
}
