namespace TungNgo.Portal;

/// <summary>Who we are to other warning systems; the operator sets it in the section "Cap" of the configuration.</summary>
internal sealed class CapOptions
{
    /// <summary>A name that is unique in the world, such as the OID that WMO lists for the authority; the host of the server's public address by default.</summary>
    public string? Sender { get; set; }

    /// <summary>Path of a PKCS #12 file with the certificate and RSA key to sign with. Without one the server makes its own.</summary>
    public string? Certificate { get; set; }
    public string? Password { get; set; }
}
