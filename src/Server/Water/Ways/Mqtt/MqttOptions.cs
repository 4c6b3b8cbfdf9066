namespace TungNgo.Water.Ways.Mqtt;

/// <summary>
/// The broker to which stations send; the operator names it in the section "Mqtt" of the configuration (Mqtt__Host=…). Without a host nobody listens.
/// </summary>
internal sealed class MqttOptions
{
    public string? Host { get; set; }

    /// <summary>0 takes the usual one: 8883 with TLS, 1883 without.</summary>
    public int Port { get; set; }

    /// <summary>Checked against the certificates that the machine trusts.</summary>
    public bool Tls { get; set; }
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>What is listened to. The level in the middle is the operator's own and proves nothing; the key in the message does.</summary>
    public string Topic { get; set; } = "tungngo/tram/+/so-do";
}
