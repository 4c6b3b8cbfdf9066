using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TungNgo.Tests.Accounts;

/// <summary>An authenticator without a device: makes a passkey from what the server asks of a browser, and signs with it.</summary>
internal sealed class SoftPasskey : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, HoldsKey = 0x40;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private byte[] user = [];
    private uint uses;

    /// <summary>What a browser sends for navigator.credentials.create.</summary>
    public string Make(JsonElement options, string origin)
    {
        user = Base64Url.DecodeFromChars(options.GetProperty("user").GetProperty("id").GetString());
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] length = [0, (byte)id.Length];
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Head(options.GetProperty("rp").GetProperty("id").GetString()!, HoldsKey), .. new byte[16], .. length, .. id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new
        {
            clientDataJSON = Text(ClientData("webauthn.create", options, origin)), attestationObject = Text(attestation), transports = new[] { "internal" },
        });
    }

    /// <summary>What a browser sends for navigator.credentials.get.</summary>
    public string Sign(JsonElement options, string origin)
    {
        var client = ClientData("webauthn.get", options, origin);
        var data = Head(options.GetProperty("rpId").GetString()!, 0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = Text(user) });
    }

    public void Dispose() => key.Dispose();

    private byte[] Head(string server, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(server)), (byte)(Present | Verified | flags), .. count];
    }

    private static byte[] ClientData(string type, JsonElement options, string origin) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Text(id), rawId = Text(id), type = "public-key", authenticatorAttachment = "platform", clientExtensionResults = new { }, response,
    });

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
